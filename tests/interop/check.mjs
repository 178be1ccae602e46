// Verifies badges as strangers do, with their programs. Reads {documents, portals, badges} from standard input, a badge
// being a credential or the text of a JWT; writes one answer for each: {verified, reasons, bit}. A revoked badge is
// `verified` with its bit set: its signature is good for ever, so whoever looks at `verified` alone is deceived.
import * as vc from '@digitalbazaar/vc';
import {checkStatus, decodeList} from '@digitalbazaar/vc-bitstring-status-list';
import {DataIntegrityProof} from '@digitalbazaar/data-integrity';
import {cryptosuite} from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
import {decodeProtectedHeader, importJWK, jwtVerify} from 'jose';
import {webcrypto} from 'node:crypto';
import {text} from 'node:stream/consumers';
import {World} from './world.mjs';

globalThis.crypto ??= webcrypto; // node 18 does not have it by itself

const request = JSON.parse(await text(process.stdin));
const world = new World(request);
const answers = {};
for(const [name, badge] of Object.entries(request.badges)) {
  answers[name] = await (typeof badge === 'string' ? jwtAnswer(badge) : proofAnswer(badge));
}
process.stdout.write(JSON.stringify(answers));

async function proofAnswer(credential) {
  const suite = new DataIntegrityProof({cryptosuite});
  const {verified, error, statusResult} = await vc.verifyCredential({credential, suite, checkStatus, documentLoader: world.load});
  return {verified, reasons: reasons(error ?? statusResult?.error), bit: bitOf(statusResult?.results?.[0].status)};
}

async function jwtAnswer(token) {
  try {
    const credential = await readJwt(token);
    const {statusListCredential, statusListIndex, statusPurpose} = credential.credentialStatus;
    const list = await readJwt(await world.fetch(statusListCredential, 'application/vc+jwt'));
    if(idOf(list.issuer) !== idOf(credential.issuer) || list.credentialSubject.statusPurpose !== statusPurpose) {
      throw new Error('The status list is of another issuer, or for another purpose.');
    }
    const bits = await decodeList(list.credentialSubject);
    return {verified: true, reasons: [], bit: bitOf(bits.getStatus(Number(statusListIndex)))};
  } catch(error) {
    return {verified: false, reasons: reasons(error), bit: null};
  }
}

// The payload of a JWT that was signed with a key with which its issuer issues; the key is found by us, by its `kid`.
async function readJwt(token) {
  const {kid} = decodeProtectedHeader(token);
  const [method, controller] = [await world.method(kid), await world.didDocument(kid.split('#')[0])];
  if(!controller.assertionMethod.includes(kid)) {
    throw new Error(`Verification method "${kid}" not authorized by controller.`);
  }
  const key = await importJWK(method.publicKeyJwk, 'ES256');
  const {payload} = await jwtVerify(token, key, {algorithms: ['ES256'], issuer: controller.id});
  if(idOf(payload.issuer) !== controller.id) {
    throw new Error('Credential issuer must match the verification method controller.');
  }
  return payload;
}

function idOf(issuer) {
  return typeof issuer === 'string' ? issuer : issuer.id;
}

function bitOf(status) {
  return status === undefined ? null : Number(status);
}

// The sentences of an error and of all that it was made of.
function reasons(error) {
  if(!(error instanceof Error)) {
    return [];
  }
  return [...new Set([error.message, ...[error.errors, error.cause].flat().flatMap(reasons)])];
}
