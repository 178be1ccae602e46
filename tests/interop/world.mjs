// The world as a verifier finds it, with the network replaced: some documents are given, the public addresses of the
// portals lead to the ones that run on this machine, DIDs are resolved from what those answer. Nothing else exists.
import {defaultDocumentLoader} from '@digitalbazaar/vc';
import {get} from 'node:http';

const DID_CONTEXTS = ['https://www.w3.org/ns/did/v1', 'https://w3id.org/security/multikey/v1'];
const LARGEST = 1024 * 1024;

export class World {
  // documents: address -> JSON; portals: public origin -> address on this machine
  constructor({documents, portals}) {
    this.documents = documents;
    this.portals = portals;
    this.load = async address => ({contextUrl: null, documentUrl: address, document: await this.document(address)});
  }

  async document(address) {
    if(address.startsWith('did:')) {
      const [did, fragment] = address.split('#');
      return fragment === undefined ? this.didDocument(did) : this.method(address);
    }
    if(address in this.documents || origin(address) in this.portals) {
      return this.json(address, 'application/json');
    }
    return (await defaultDocumentLoader(address)).document; // knows the contexts of the W3C, refuses the rest
  }

  // A verification method, only from the document of its DID: what stands in the name of the method proves nothing.
  async method(id) {
    const document = await this.didDocument(id.split('#')[0]);
    const found = document.verificationMethod.find(method => method.id === id);
    if(!found) {
      throw new Error(`The DID document has no verification method ${id}.`);
    }
    return {'@context': DID_CONTEXTS[1], ...found};
  }

  async didDocument(did) {
    const [, kind, name] = did.split(':');
    if(kind === 'key') {
      const id = `${did}#${name}`;
      const method = {id, type: 'Multikey', controller: did, publicKeyMultibase: name};
      return {'@context': DID_CONTEXTS, id: did, verificationMethod: [method], assertionMethod: [id]};
    }
    if(kind !== 'web') {
      throw new Error(`${did} cannot be resolved.`);
    }
    const document = await this.json(`https://${decodeURIComponent(name)}/.well-known/did.json`, 'application/did+json');
    if(document.id !== did) {
      throw new Error(`The DID document is of ${document.id}, not of ${did}.`);
    }
    return document;
  }

  async json(address, accept) {
    return this.documents[address] ?? JSON.parse(await this.fetch(address, accept));
  }

  // What stands at a public address. Redirects are not followed: an answer is 200, or there is none.
  async fetch(address, accept) {
    const local = this.portals[origin(address)];
    if(!local) {
      throw new Error(`${address} is outside of this test.`);
    }
    const {pathname, search, host} = new URL(address);
    const answer = await new Promise((resolve, reject) => {
      get(new URL(pathname + search, local), {headers: {host, accept}}, resolve).on('error', reject);
    });
    const parts = [];
    for await (const part of answer) {
      parts.push(part);
      if(parts.reduce((size, each) => size + each.length, 0) > LARGEST) {
        throw new Error(`${address} is too large.`);
      }
    }
    if(answer.statusCode !== 200) {
      throw new Error(`${address} answered ${answer.statusCode}.`);
    }
    return Buffer.concat(parts).toString('utf8');
  }
}

function origin(address) {
  return /^https?:/.test(address) ? new URL(address).origin : '';
}
