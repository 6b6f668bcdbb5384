import type { Entrees } from "./cas.ts";
import { cp1252, join, utf8, utf16, withBytes, xlsx, zip } from "./octets.ts";
import { ATTRIBUTIONS, change, changeColumn, csv, DEMANDES, RPLS } from "./references.ts";

const BOM = Buffer.from("efbbbf", "hex");
const rpls = (octets: Uint8Array) => ({ nom: "rpls-2017.csv", octets });
const attributions = (octets: Uint8Array) => ({ nom: "attributions-2017.csv", octets });
/** windows-1252 has no « œ » problem but no combining accents either: what the RPLS reference holds fits. */
const texte = csv(RPLS);

/** Bytes and encoding: cases 1 to 20. */
export const CAS_OCTETS: Entrees = {
  "01-utf-8": rpls(utf8(texte)),
  "02-utf-8-bom": rpls(join(BOM, texte)),
  "03-windows-1252": rpls(cp1252(texte)),
  "04-iso-8859-15": rpls(
    withBytes(csv(change(RPLS, { 4: { COMPLGEO: "Résidence à 1 {A4}" } })).replaceAll("’", "'"), cp1252),
  ),
  "05-utf-16le": rpls(utf16(texte)),
  "06-utf-16be": rpls(utf16(texte, { grand: true })),
  "07-utf-16-sans-bom": rpls(utf16(texte, { marque: false })),
  "08-double-encodage": rpls(utf8(csv(change(RPLS, { 3: { LIBCOM: "Ã‰claron" } })))),
  "09a-ligne-1252-dans-utf-8": rpls(
    withBytes(csv(change(RPLS, { 4: { COMPLGEO: "R{E9}sidence des Tilleuls" } })), utf8),
  ),
  "09b-ligne-utf-8-dans-1252": rpls(
    withBytes(csv(change(RPLS, { 6: { COMPLGEO: "Le Pr{C3}{A9}", TYPVOIE: "ALLEE" } })), cp1252),
  ),
  "10a-octet-81": rpls(withBytes(csv(change(RPLS, { 5: { COMPLGEO: "La For{81}t" } })), cp1252)),
  "10b-octet-8d": attributions(
    withBytes(csv(change(ATTRIBUTIONS, { 3: { TYPE_RESERVATAIRE: "Employeurs{8D}" } })), cp1252),
  ),
  "11-caractere-perdu": rpls(utf8(csv(change(RPLS, { 5: { COMPLGEO: "La For\ufffdt" } })))),
  "12-octets-nuls": rpls(utf8(csv(change(RPLS, { 4: { COMPLGEO: "Les\u0000Tilleuls" } })))),
  "13-accent-coupe": rpls(utf8(straddle())),
  "14-accents-nfd": rpls(utf8(texte.normalize("NFD"))),
  "15a-espace-insecable": attributions(utf8(csv(thousands("\u00a0")))),
  "15b-espace-fine": attributions(utf8(csv(thousands("\u202f")))),
  "16a-largeur-nulle": rpls(utf8(csv(change(RPLS, { 3: { DEPCOM: "52\u200b182" } })))),
  "16b-ordre-inverse": rpls(utf8(csv(change(RPLS, { 4: { SIRET: "\u202e73282932000074" } })))),
  "16c-cesure": {
    nom: "demandes-2017.csv",
    octets: utf8(csv(change(DEMANDES, { 4: { NUMERO_UNIQUE: "052170\u00ad000000000013" } }))),
  },
  "17-vide": rpls(utf8("")),
  "18-bom-seul": rpls(BOM),
  "19a-classeur-renomme": rpls(xlsx([RPLS.entete, ...RPLS.lignes])),
  "19b-zip-renomme": rpls(zip({ "rpls-2017.csv": texte })),
  "19c-pdf-renomme": rpls(utf8("%PDF-1.4\n1 0 obj\n<</Type/Catalog>>\nendobj\ntrailer\n<</Root 1 0 R>>\n%%EOF\n")),
  "19d-page-de-connexion": attributions(
    utf8('<!DOCTYPE html>\n<html lang="fr"><head><title>Connexion</title></head><body>Identifiez-vous</body></html>\n'),
  ),
  // « vide » compressed by gzip 1.12: written down, since the header depends on the machine that compresses.
  "20-gzip-renomme": rpls(Buffer.from("1f8b08000000000000032bcb4c490500c3d0bd4404000000", "hex")),
};

/** More than 64 KiB, with the two bytes of an « é » on either side of byte 65 536: the last of the first block, the first of the next. */
function straddle(): string {
  const head = `${csv({ ...RPLS, lignes: [] })}`;
  const line = (i: number, name: string) =>
    `${csv({ entete: [], lignes: RPLS.lignes.slice(0, 1) })
      .trim()
      .replace("9100000001", `91${String(i).padStart(8, "0")}`)
      .replace("Résidence des Tilleuls", name)}\n`;
  let written = head;
  let i = 1;
  while (Buffer.byteLength(written) < 65_536 - 400) written += line(i++, "Les Tilleuls");
  const before = Buffer.byteLength(written + line(i, "R").split("R;1;3")[0]);
  written += line(i++, `${"R".repeat(65_535 - before)}ésidence`);
  if (Buffer.from(written)[65_535] !== 0xc3) throw new Error("the accent does not straddle the blocks");
  for (let more = 0; more < 5; more++) written += line(i++, "Éclaron");
  return written;
}

function thousands(space: string) {
  return changeColumn(ATTRIBUTIONS, "REVENU_MENSUEL_FOYER", (cell) =>
    cell.replace(/^(\d)(\d{3})\.(\d+)$/, `$1${space}$2,$3`),
  );
}
