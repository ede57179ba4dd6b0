// Checks a badge with no help from the hub but its public documents: the signature with jose, the members with schemas.
// Input (standard input): JSON with badge, keys (the key set), statusList, and at (seconds since 1970, the moment of checking).
// Output: JSON with header, credential, keyId, revoked and complaints; "error" where a signature doesn't hold.
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { createLocalJWKSet, compactVerify, jwtVerify, importJWK, calculateJwkThumbprint, decodeProtectedHeader } from 'jose';
import Ajv from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

const input = JSON.parse(readFileSync(0, 'utf8'));
const ajv = new Ajv.default({ allErrors: true, strict: true, strictTuples: false, strictTypes: false, strictRequired: false });
addFormats.default(ajv);

const uri = { type: 'string', format: 'uri' };
const moment = { type: 'string', format: 'date-time', pattern: 'Z$' };
const types = (...wanted) => ({ type: 'array', items: { type: 'string' }, minItems: wanted.length, allOf: wanted.map(contained => ({ contains: { const: contained } })) });
const contexts = (...ordered) => ({ type: 'array', minItems: ordered.length, prefixItems: ordered.map(address => ({ const: address })), items: uri });

// The members that Open Badges 3.0 asks of an achievement credential, and W3C of its status.
const badgeSchema = {
  type: 'object',
  required: ['@context', 'id', 'type', 'name', 'issuer', 'validFrom', 'credentialSubject'],
  properties: {
    '@context': contexts('https://www.w3.org/ns/credentials/v2', 'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json'),
    id: uri,
    type: types('VerifiableCredential', 'OpenBadgeCredential'),
    name: { type: 'string', minLength: 1 },
    issuer: { type: 'object', required: ['id', 'type', 'name'], properties: { id: uri, type: types('Profile'), name: { type: 'string', minLength: 1 }, url: uri }, additionalProperties: false },
    validFrom: moment,
    validUntil: moment,
    awardedDate: moment,
    credentialSubject: {
      type: 'object',
      required: ['type', 'achievement'],
      properties: {
        id: uri,
        type: types('AchievementSubject'),
        identifier: {
          type: 'array',
          minItems: 1,
          items: {
            type: 'object',
            required: ['type', 'hashed', 'identityHash', 'identityType'],
            properties: { type: { const: 'IdentityObject' }, hashed: { type: 'boolean' }, identityHash: { type: 'string', pattern: '^sha256\\$[0-9a-f]{64}$' }, identityType: { const: 'emailAddress' }, salt: { type: 'string' } },
            additionalProperties: false,
          },
        },
        achievement: {
          type: 'object',
          required: ['id', 'type', 'criteria', 'description', 'name'],
          properties: {
            id: uri,
            type: types('Achievement'),
            achievementType: { const: 'Certification' },
            name: { type: 'string', minLength: 1 },
            description: { type: 'string', minLength: 1 },
            criteria: { type: 'object', required: ['narrative'], properties: { narrative: { type: 'string', minLength: 1 } }, additionalProperties: false },
            version: { type: 'string' },
          },
          additionalProperties: false,
        },
      },
      additionalProperties: false,
    },
    credentialStatus: {
      type: 'object',
      required: ['type', 'statusPurpose', 'statusListIndex', 'statusListCredential'],
      properties: { id: uri, type: { const: 'BitstringStatusListEntry' }, statusPurpose: { const: 'revocation' }, statusListIndex: { type: 'string', pattern: '^(0|[1-9][0-9]*)$' }, statusListCredential: uri },
      additionalProperties: false,
    },
    credentialSchema: { type: 'array', items: { type: 'object', required: ['id', 'type'], properties: { id: uri, type: { const: '1EdTechJsonSchemaValidator2019' } }, additionalProperties: false } },
    iss: uri,
    jti: uri,
    sub: uri,
    nbf: { type: 'integer' },
    exp: { type: 'integer' },
  },
  additionalProperties: false,
};

const statusSchema = {
  type: 'object',
  required: ['@context', 'id', 'type', 'issuer', 'credentialSubject'],
  properties: {
    '@context': contexts('https://www.w3.org/ns/credentials/v2'),
    id: uri,
    type: types('VerifiableCredential', 'BitstringStatusListCredential'),
    issuer: uri,
    validFrom: moment,
    credentialSubject: {
      type: 'object',
      required: ['type', 'statusPurpose', 'encodedList'],
      properties: { id: uri, type: { const: 'BitstringStatusList' }, statusPurpose: { const: 'revocation' }, encodedList: { type: 'string', pattern: '^u[A-Za-z0-9_-]+$' } },
      additionalProperties: false,
    },
    iss: uri, jti: uri, sub: uri, nbf: { type: 'integer' },
  },
  additionalProperties: false,
};

const complaints = [];
const holds = (what, says) => { if (!what) complaints.push(says); };
const fits = (schema, document, name) => { if (!ajv.validate(schema, document)) complaints.push(...ajv.errors.map(error => `${name}${error.instancePath} ${error.message}`)); };

try {
  const header = decodeProtectedHeader(input.badge);
  const keyId = header.kid.split('/').at(-1);
  const key = input.keys.keys.find(published => published.kid === keyId);
  holds(key && (await calculateJwkThumbprint(key)) === keyId, 'the key is not named by its thumbprint');
  holds(!('d' in (key ?? {})), 'the private half is published');
  const { payload } = await jwtVerify(input.badge, await importJWK(key, 'ES256'), { algorithms: ['ES256'], currentDate: new Date(input.at * 1000) });
  fits(badgeSchema, payload, 'badge');
  holds(payload.iss === payload.issuer.id && payload.jti === payload.id && payload.sub === payload.credentialSubject.id, 'the claims differ from the credential');
  holds(payload.nbf === Date.parse(payload.validFrom) / 1000 && payload.exp === Date.parse(payload.validUntil) / 1000, 'the times differ from the credential');

  const named = createLocalJWKSet({ keys: input.keys.keys.map(published => ({ ...published, kid: header.kid.slice(0, header.kid.lastIndexOf('/') + 1) + published.kid })) });
  const list = JSON.parse(new TextDecoder().decode((await compactVerify(input.statusList, named)).payload));
  fits(statusSchema, list, 'status list');
  holds(list.id === payload.credentialStatus.statusListCredential && list.issuer === payload.issuer.id, 'the status list is another one');
  const bits = gunzipSync(Buffer.from(list.credentialSubject.encodedList.slice(1), 'base64url'));
  holds(bits.length * 8 >= 131072, 'the status list is too short to hide in');
  const index = Number(payload.credentialStatus.statusListIndex);
  const revoked = (bits[index >> 3] & (0x80 >> (index & 7))) !== 0;
  process.stdout.write(JSON.stringify({ header, credential: payload, keyId, revoked, complaints }));
} catch (error) {
  process.stdout.write(JSON.stringify({ error: error.code ?? String(error), complaints }));
}
