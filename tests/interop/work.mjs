// The work that the portal is compared with: a program of other people signs or verifies a file of documents, one a line.
// Arguments: what to do (sign, verify), the file, a file with {contexts, didDocument, created, warmup}. Prints seconds of
// processor time for each document. Everything that can be made once is made before the clock starts.
import * as vc from '@digitalbazaar/vc';
import {DataIntegrityProof} from '@digitalbazaar/data-integrity';
import {cryptosuite} from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
import * as Ed25519Multikey from '@digitalbazaar/ed25519-multikey';
import {readFileSync} from 'node:fs';

const [what, file, settings] = process.argv.slice(2);
const {contexts, didDocument, created, warmup} = JSON.parse(readFileSync(settings, 'utf8'));
const documents = readFileSync(file, 'utf8').trim().split('\n').map(line => JSON.parse(line));
const known = new Map(Object.entries(contexts));
known.set(didDocument.id, didDocument);
for(const method of didDocument.verificationMethod) {
  known.set(method.id, {'@context': didDocument['@context'][1], ...method});
}
const documentLoader = async url =>
  known.has(url) ? {contextUrl: null, documentUrl: url, document: known.get(url)} : vc.defaultDocumentLoader(url);
const key = await Ed25519Multikey.generate({controller: didDocument.id});

async function sign(credential) {
  const suite = new DataIntegrityProof({signer: key.signer(), cryptosuite, date: created});
  const signed = await vc.issue({credential, suite, documentLoader});
  if(!signed.proof.proofValue) {
    throw new Error('nothing was signed');
  }
}

async function verify(credential) {
  const suite = new DataIntegrityProof({cryptosuite});
  const checkStatus = async () => ({verified: true}); // lists are fetched, which is not compared here
  const {verified, error} = await vc.verifyCredential({credential, suite, checkStatus, documentLoader, now: created});
  if(!verified) {
    throw error;
  }
}

const work = {sign, verify}[what];
for(const document of documents.slice(0, warmup)) {
  await work(structuredClone(document));
}
const before = process.cpuUsage();
for(const document of documents) {
  await work(document);
}
const {user, system} = process.cpuUsage(before);
process.stdout.write(String((user + system) / 1e6 / documents.length));
