import type { Entrees } from "./cas.ts";
import { utf8, utf16, xlsx } from "./octets.ts";
import { ATTRIBUTIONS, addColumn, change, changeColumn, csv, DEMANDES, RPLS, type Table } from "./references.ts";

type Cells = Readonly<Record<number, Readonly<Record<string, string>>>>;
const rpls = (cells: Cells, table: Table = RPLS) => ({
  nom: "rpls-2017.csv",
  octets: utf8(csv(change(table, cells))),
});
const attributions = (cells: Cells, table: Table = ATTRIBUTIONS) => ({
  nom: "attributions-2017.csv",
  octets: utf8(csv(change(table, cells))),
});
const demandes = (cells: Cells) => ({ nom: "demandes-2017.csv", octets: utf8(csv(change(DEMANDES, cells))) });

const comma = (cell: string) => cell.replace(".", ",");
const french = (cell: string) => cell.replace(/^(\d{4})-(\d{2})-(\d{2})$/, "$3/$2/$1");
const points = addColumn(addColumn(RPLS, "LONGITUDE"), "LATITUDE");
/** A number of no one: born in month 08 abroad (99), its key is right. */
const NIR = "155089912345670";

/** Values: cases 49 to 78. */
export const CAS_VALEURS: Entrees = {
  "49-virgule-decimale": attributions(
    {},
    changeColumn(changeColumn(ATTRIBUTIONS, "REVENU_MENSUEL_FOYER", comma), "UNITE_CONSO", comma),
  ),
  "50-point-decimal": attributions({ 2: { UNITE_CONSO: "1.50" }, 6: { MONTANT_LOYER: "198.00" } }),
  "51a-milliers-et-virgule": attributions({ 2: { REVENU_MENSUEL_FOYER: "1.234,50" } }),
  "51b-nombre-ambigu": attributions({ 2: { REVENU_MENSUEL_FOYER: "1,234" } }),
  "52-euros": attributions({ 2: { REVENU_MENSUEL_FOYER: "1 234,50 €" }, 3: { MONTANT_LOYER: "405,00 €" } }),
  "53-notation-scientifique": rpls({ 4: { IDENT_REP: "1,23E+12" } }),
  "54-zero-perdu": rpls({ 3: { DEPCOM: "1004" } }),
  "55a-corse": rpls({ 3: { DEPCOM: "2A004" }, 4: { DEPCOM: "2b033" } }),
  "55b-corse-incomplet": rpls({ 3: { DEPCOM: "02A" } }),
  "56-outre-mer": rpls({ 3: { DEPCOM: "97411" }, 4: { DEPCOM: "97209" } }),
  "57-commune-fusionnee": rpls({ 3: { DEPCOM: "52427", LIBCOM: "ROBERT-MAGNY" } }),
  "58a-commune-hors-territoire": rpls({ 3: { DEPCOM: "06029", LIBCOM: "CANNES" } }),
  "58b-autre-territoire": rpls(
    {},
    changeColumn(RPLS, "DEPCOM", () => "06029"),
  ),
  "59-date-francaise": attributions(
    {},
    changeColumn(changeColumn(ATTRIBUTIONS, "DATE_CREATION", french), "DATE_SIGNATURE_BAIL", french),
  ),
  "60-mois-jour": attributions({ 3: { DATE_SIGNATURE_BAIL: "03/13/2017" } }),
  "61-annee-courte": attributions({ 3: { DATE_SIGNATURE_BAIL: "02/05/17" } }),
  "62a-numero-de-jour": attributions({ 6: { DATE_SIGNATURE_BAIL: "43100" } }),
  "62b-classeur-1904": { nom: "attributions-2017.xlsx", octets: xlsx(serials(), { depuis1904: true }) },
  "63a-31-fevrier": attributions({ 4: { DATE_SIGNATURE_BAIL: "31/02/2017" } }),
  "63b-29-fevrier": demandes({ 3: { DATE_RENOUVELLEMENT: "29/02/2019" } }),
  "64a-date-future": attributions({ 5: { DATE_SIGNATURE_BAIL: "2027-09-11" } }),
  "64b-avant-1850": demandes({ 4: { DATE_CREATION: "20/11/1816" } }),
  "64c-sortie-avant-entree": attributions({ 2: { DATE_SIGNATURE_BAIL: "2015-03-15" } }),
  "65a-loyer-negatif": rpls({ 3: { LOYERPRINC: "-405" } }),
  "65b-loyer-absurde": rpls({ 4: { LOYERPRINC: "9000" } }),
  "65c-loyer-hors-bornes": rpls({ 4: { LOYERPRINC: "99999" } }),
  "65d-loyer-nul": rpls({ 2: { LOYERPRINC: "0" } }),
  "65e-surface-nulle": rpls({ 6: { SURFHAB: "0" } }),
  "66a-siret-faux": rpls({ 5: { SIRET: "73282932000075" } }),
  // Fails Luhn's key, as La Poste's establishments do: the sum of its digits is a multiple of 5.
  "66b-siret-de-la-poste": rpls({ 5: { SIRET: "35600000010000" } }),
  "67a-code-inconnu": rpls({ 3: { MODE: "8" } }),
  "67b-code-d-un-autre-millesime": demandes({ 2: { MOTIF_DEMANDE: "31" } }),
  "68a-doublon-identique": rpls({}, { ...RPLS, lignes: [...RPLS.lignes, RPLS.lignes[1] ?? []] }),
  "68b-doublon-different": rpls({}, twice({ SURFHAB: "80" })),
  "68c-doublon-en-utf-16": { nom: "rpls-2017.csv", octets: utf16(csv(twice({ SURFHAB: "80" }))) },
  "68d-doublon-sur-deux-lignes": rpls({}, twice({ SURFHAB: "80", COMPLGEO: "Côté église\nbâtiment B" })),
  "68e-doublon-dans-un-classeur": { nom: "rpls-2017.xlsx", octets: xlsx(rowsOf(twice({ SURFHAB: "80" }))) },
  "69-logement-dispute": rpls({}, twice({ SIRET: "44306184100047", RS: "Autre bailleur d’essai" })),
  "70a-logement-disparu": { ...rpls({}, without(4)), nom: "rpls-2018.csv", avant: utf8(csv(RPLS)) },
  "70b-logement-reapparu": { ...rpls({}), nom: "rpls-2018.csv", avant: utf8(csv(without(4))) },
  "71a-numero-unique-malforme": attributions({ 4: { NUMERO_UNIQUE: "05217-ABC" } }),
  "71b-numero-unique-repete": attributions({ 4: { NUMERO_UNIQUE: "052170000000000002" } }),
  "72a-revenu-nul": attributions({ 4: { REVENU_MENSUEL_FOYER: "0" } }),
  "72b-revenu-absent": demandes({ 3: { REVENU_MENSUEL_FOYER: "" } }),
  "72c-revenu-annuel": attributions({ 3: { REVENU_MENSUEL_FOYER: "27723" } }),
  "73a-moins-d-une-unite": attributions({ 4: { UNITE_CONSO: "0,5" } }),
  "73b-unites-et-menage": demandes({ 3: { UNITE_CONSO: "1,2" } }),
  "74-sans-localisation": attributions({ 4: { NB_QPV: "0", NB_HQPV: "0" } }),
  "75a-coordonnees-inversees": rpls({ 3: { LONGITUDE: "48.63", LATITUDE: "4.95" } }, points),
  "75b-lambert-93-en-degres": rpls({ 3: { LONGITUDE: "843600", LATITUDE: "6838400" } }, points),
  "75c-zero-zero": rpls({ 3: { LONGITUDE: "0", LATITUDE: "0" } }, points),
  "75d-hors-de-france": rpls({ 3: { LONGITUDE: "13.4", LATITUDE: "52.5" } }, points),
  "75e-hors-de-la-commune": rpls(
    { 2: { LONGITUDE: "4.95", LATITUDE: "48.63" }, 3: { LONGITUDE: "4.95", LATITUDE: "48.63" } },
    points,
  ),
  "76a-colonne-nir": { nom: "demandes-2017.csv", octets: utf8(csv(addColumn(DEMANDES, "NIR_ID_1"))) },
  "76b-nir-dans-une-cellule": rpls({ 5: { COMPLGEO: `Dossier ${NIR}` } }),
  "77-formules": rpls({
    2: { COMPLGEO: '=HYPERLINK("http://exemple.invalid";"Le Pré")' },
    3: { COMPLGEO: "+33 3 25 00 00 00" },
    4: { COMPLGEO: "-1" },
    5: { COMPLGEO: "@SUM(1+1)" },
    6: { COMPLGEO: "\tcmd|' /C calc'!A0" },
  }),
  "78-total-incoherent": { nom: "rpls-2017.csv", octets: utf8(`${csv(RPLS)}Total;6261${";".repeat(17)}\n`) },
};

/** The second dwelling once more at the end, some cells changed. */
function twice(cells: Readonly<Record<string, string>>): Table {
  const again = change({ ...RPLS, lignes: RPLS.lignes.slice(1, 2) }, { 2: cells });
  return { ...RPLS, lignes: [...RPLS.lignes, ...again.lignes] };
}

function rowsOf({ entete, lignes }: Table): readonly (readonly string[])[] {
  return [entete, ...lignes];
}

function without(ligne: number): Table {
  return { ...RPLS, lignes: RPLS.lignes.filter((_, i) => i + 2 !== ligne) };
}

/** The leases' days as numbers counted from 1 January 1904. */
function serials(): (string | number)[][] {
  const rank = ATTRIBUTIONS.entete.indexOf("DATE_SIGNATURE_BAIL");
  const start = Date.UTC(1904, 0, 1);
  return [
    [...ATTRIBUTIONS.entete],
    ...ATTRIBUTIONS.lignes.map((ligne) =>
      ligne.map((cell, i) => (i === rank ? (Date.parse(cell) - start) / 86_400_000 : cell)),
    ),
  ];
}
