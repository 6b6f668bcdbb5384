import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes, timingSafeEqual } from "node:crypto";
import { type LecteurOctets, makeLecteur, regroup } from "./octets.ts";
import { cleFausse, illisible } from "./refusals.ts";

/**
 * The file: magic (20) · salt (32) · proof of the key (16) · checksum of the former (8), then pieces.
 * A piece: mark (1: 0 more follow, 1 last) · length (4) · tag (16) · AES-256-GCM bytes. The key is drawn from the operator's by HKDF with
 * the salt, so no two archives share one, and the nonce can be the mark and the index of the piece: a piece cut, moved, repeated, or
 * taken from another archive does not authenticate, and a file without its last piece is not an archive.
 */
const MAGIQUE = Buffer.from("BLAISE-SAUVEGARDE 1\n");
const SEL = 32;
const PREUVE = 16;
const CONTROLE = 8;
const ENTETE = MAGIQUE.length + SEL + PREUVE + CONTROLE;

/** Bytes of a piece: what a reader must hold before it may believe any of them. */
const MORCEAU = 256 * 1024;
const TAG = 16;
const CADRE = 1 + 4 + TAG;
const SUITE = 0;
const FIN = 1;

type Octets = AsyncIterable<Buffer> | Iterable<Buffer>;
export type SealOptions = { readonly morceau?: number };

/** Encrypts a stream, memory flat: one piece at a time. `cle` is 32 bytes. */
export async function* seal(
  source: Octets,
  cle: Buffer,
  { morceau = MORCEAU }: SealOptions = {},
): AsyncGenerator<Buffer> {
  const sel = randomBytes(SEL);
  const { secret, preuve } = derive(cle, sel);
  const debut = Buffer.concat([MAGIQUE, sel, preuve]);
  const entete = Buffer.concat([debut, controleOf(debut)]);
  yield entete;
  let index = 0;
  let attente: Buffer | null = null;
  for await (const bloc of regroup(source, morceau)) {
    // One behind: only the end of the source tells which piece is the last.
    if (attente) yield sealMorceau(secret, SUITE, index++, attente);
    attente = bloc;
  }
  yield sealMorceau(secret, FIN, index, attente ?? Buffer.alloc(0));
}

/**
 * The bytes that were sealed. Each piece is authenticated before it is given, but only a normal end says that all of them were there.
 * Refuses `sauvegarde-illisible` and `cle-sauvegarde-fausse`.
 */
export async function* unseal(source: Octets, cle: Buffer): AsyncGenerator<Buffer> {
  const lecteur = makeLecteur(source);
  const entete = await lecteur.read(ENTETE);
  const secret = openEntete(entete, cle);
  for (let index = 0; ; index++) {
    const cadre = await lecteur.read(CADRE);
    if (cadre.length < CADRE) throw illisible(`elle est incomplète (coupée après le morceau ${index})`);
    const marque = cadre.readUInt8(0);
    yield await openMorceau(lecteur, { secret, cadre, index });
    if (marque === FIN) break;
  }
  if ((await lecteur.read(1)).length > 0) throw illisible("des octets suivent sa fin");
}

function derive(cle: Buffer, sel: Buffer): { readonly secret: Buffer; readonly preuve: Buffer } {
  const octets = Buffer.from(hkdfSync("sha256", cle, sel, "blaise/sauvegarde/1", 32 + PREUVE));
  return { secret: octets.subarray(0, 32), preuve: octets.subarray(32) };
}

function controleOf(debut: Buffer): Buffer {
  return createHash("sha256").update(debut).digest().subarray(0, CONTROLE);
}

/** The checksum tells a damaged first line from a wrong key: the operator does not do the same thing about them. */
function openEntete(entete: Buffer, cle: Buffer): Buffer {
  if (!entete.subarray(0, MAGIQUE.length).equals(MAGIQUE)) throw illisible("ce n’est pas une sauvegarde de Blaise");
  if (entete.length < ENTETE) throw illisible("elle est incomplète (coupée dès le début)");
  const debut = entete.subarray(0, ENTETE - CONTROLE);
  if (!entete.subarray(ENTETE - CONTROLE).equals(controleOf(debut))) throw illisible("son début est abîmé");
  const { secret, preuve } = derive(cle, debut.subarray(MAGIQUE.length, MAGIQUE.length + SEL));
  if (!timingSafeEqual(preuve, debut.subarray(MAGIQUE.length + SEL))) throw cleFausse();
  return secret;
}

function nonceOf(marque: number, index: number): Buffer {
  const nonce = Buffer.alloc(12);
  nonce.writeUInt8(marque, 0);
  nonce.writeBigUInt64BE(BigInt(index), 4);
  return nonce;
}

function sealMorceau(secret: Buffer, marque: number, index: number, clair: Buffer): Buffer {
  const cipher = createCipheriv("aes-256-gcm", secret, nonceOf(marque, index));
  const chiffre = Buffer.concat([cipher.update(clair), cipher.final()]);
  const cadre = Buffer.alloc(1 + 4);
  cadre.writeUInt8(marque, 0);
  cadre.writeUInt32BE(chiffre.length, 1);
  return Buffer.concat([cadre, cipher.getAuthTag(), chiffre]);
}

type Morceau = {
  readonly secret: Buffer;
  readonly cadre: Buffer;
  readonly index: number;
};

async function openMorceau(lecteur: LecteurOctets, { secret, cadre, index }: Morceau): Promise<Buffer> {
  const abime = () => illisible(`le morceau ${index + 1} est abîmé, déplacé ou étranger à ce fichier`);
  const marque = cadre.readUInt8(0);
  const taille = cadre.readUInt32BE(1);
  // A length that was altered must not make us hold 4 GB before the tag is looked at.
  if (marque > FIN || taille > MORCEAU) throw abime();
  const chiffre = await lecteur.read(taille);
  if (chiffre.length < taille) throw illisible(`elle est incomplète (coupée dans le morceau ${index + 1})`);
  const decipher = createDecipheriv("aes-256-gcm", secret, nonceOf(marque, index), { authTagLength: TAG });
  decipher.setAuthTag(cadre.subarray(5));
  try {
    return Buffer.concat([decipher.update(chiffre), decipher.final()]);
  } catch {
    throw abime();
  }
}
