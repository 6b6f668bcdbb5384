import { crc32, deflateSync } from "node:zlib";
import type { NaturePiece } from "#donnees/regles/piece/nature.ts";
import { deposerPiece } from "#dossier/actes/piece/deposer-piece.ts";
import { menageOf } from "#dossier/lectures/acces.ts";
import { type Session, withOwner } from "./session.ts";

const PIECES: readonly (readonly [NaturePiece, string])[] = [
  ["identite", "specimen-identite.png"],
  ["avis-imposition", "specimen-avis.png"],
];

/** Pieces of the first household, drawn by code and uploaded by the household's own act: one that the desk has accepted, one to verify. */
export async function depositPiecesDemo(session: Session, epci: string, dossiers: readonly string[]): Promise<void> {
  const [demandeur] = dossiers;
  if (demandeur === undefined) return;
  const base = session.bases.pour(menageOf(demandeur, "titulaire"));
  const dossier = { demandeur, epci, guichet: null };
  const ids: string[] = [];
  for (const [rang, [nature, nom]] of PIECES.entries()) {
    const octets = drawSpecimen(rang);
    ids.push(
      await deposerPiece(base, { ...session, antivirus: null }, { dossier, nature, personne: null, nom, octets }),
    );
  }
  await withOwner(session, (sql) =>
    sql.query("update nominatif.piece set etat = 'acceptee', verifiee_le = now() where id = $1", [ids[0]]),
  );
}

const LARGEUR = 420;
const HAUTEUR = 594;

/** Grey lines, without a word or a face. */
function drawSpecimen(rang: number): Uint8Array {
  const lignes = Buffer.alloc(HAUTEUR * (LARGEUR + 1), 250);
  for (let y = 0; y < HAUTEUR; y += 1) {
    const ecrite = y > 60 && y < HAUTEUR - 60 && y % 18 < 6;
    lignes[y * (LARGEUR + 1)] = 0;
    if (ecrite) lignes.fill(110 + 30 * rang, y * (LARGEUR + 1) + 40, y * (LARGEUR + 1) + LARGEUR - 60 - ((y * 7) % 90));
  }
  const entete = Buffer.alloc(13);
  entete.writeUInt32BE(LARGEUR, 0);
  entete.writeUInt32BE(HAUTEUR, 4);
  entete.set([8, 0, 0, 0, 0], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([
    signature,
    chunk("IHDR", entete),
    chunk("IDAT", deflateSync(lignes)),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

function chunk(type: string, contenu: Buffer): Buffer {
  const corps = Buffer.concat([Buffer.from(type, "latin1"), contenu]);
  const longueur = Buffer.alloc(4);
  longueur.writeUInt32BE(contenu.length);
  const somme = Buffer.alloc(4);
  somme.writeUInt32BE(crc32(corps));
  return Buffer.concat([longueur, corps, somme]);
}
