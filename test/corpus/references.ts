/** The small healthy tables that the corpus damages. A table is a header and lines; the first line of data is line 2 of the file. */
export type Table = { readonly entete: readonly string[]; readonly lignes: readonly (readonly string[])[] };

/** Every person, number and bailleur is invented; the SIRET and SIREN have valid keys. */
export const RPLS: Table = tableOf(
  "IDENT_REP;DEPCOM;LIBCOM;NUMVOIE;TYPVOIE;NOMVOIE;COMPLGEO;QPV;NBPIECE;SURFHAB;CONSTRUCT;LOCAT;CONV;MODE;BAIL;LOYERPRINC;CONTRESLOG;RS;SIRET",
  [
    "9100000001;52448;SAINT-DIZIER;12;RUE;DES TILLEULS;Résidence des Tilleuls;1;3;62;1972;1973;1;1;03/2015;310;7;Bailleur d’essai;73282932000074",
    "9100000002;52182;Éclaron-Braucourt-Sainte-Livière;4;PLACE;DE L’ÉGLISE;Côté église;2;4;78;1985;1986;1;1;11/2012;405;2;Bailleur d’essai;73282932000074",
    "9100000003;52448;SAINT-DIZIER;14;RUE;DES TILLEULS;Résidence des Tilleuls;1;2;45;1972;1973;1;2;;255;7;Bailleur d’essai;73282932000074",
    "9100000004;52550;WASSY;7;AVENUE;DE LA FORÊT;La Forêt;2;5;95;1998;1999;1;1;06/2016;520;3;Bailleur d’essai;73282932000074",
    "9100000005;52448;SAINT-DIZIER;3;ALLÉE;DU PRÉ;Le Pré;1;1;28;1969;1970;2;1;01/2017;198;7;Bailleur d’essai;73282932000074",
  ],
);

export const ATTRIBUTIONS: Table = tableOf(
  "NUMERO_UNIQUE;SIREN_RADIATION;DATE_CREATION;DATE_SIGNATURE_BAIL;COMMUNE_LOGEMENT_ATTRIB;TYPE_LOGEMENT_ATTRIB;SURFACE;MONTANT_LOYER;TYPE_RESERVATAIRE;MOTIF_DEMANDE;REVENU_MENSUEL_FOYER;UNITE_CONSO;TAILLE_MENAGE;NB_Q1;NB_Q2;NB_QPV;NB_HQPV",
  [
    "052170000000000001;732829320;2016-04-12;2017-03-15;52448;T3;62;310;COLACT;12;1234.5;1.5;2;0;1;1;0",
    "052170000000000002;732829320;2015-09-01;2017-05-02;52182;T4;78;405;PPRIOR;10;2310.25;2.1;4;0;1;0;1",
    "052170000000000003;732829320;2016-11-20;2017-06-30;52448;T2;45;255;AUCUN;06;610.75;1;1;1;0;1;0",
    "052170000000000004;732829320;2014-02-03;2017-09-11;52550;T5;95;520;COLTER;13;2875.5;2.4;5;0;1;0;1",
    "052170000000000005;732829320;2017-01-09;2017-12-31;52448;T1;28;198;AUCUN;01;1105.5;1;1;1;0;0;1",
  ],
);

export const DEMANDES: Table = tableOf(
  "NUMERO_UNIQUE;DATE_CREATION;DATE_RENOUVELLEMENT;COMMUNE_LOG_RECHERCHE;TYPE_LOGEMENT_RECHERCHE;MODE_LOGEMENT_ACTUEL;MOTIF_DEMANDE;REVENU_MENSUEL_FOYER;UNITE_CONSO;TAILLE_MENAGE",
  [
    "052170000000000011;2016-04-12;2017-04-10;52448;T3;HLM;12;1234.5;1.5;2",
    "052170000000000012;2015-09-01;2017-08-30;52182;T4;LP;10;2310.25;2.1;4",
    "052170000000000013;2016-11-20;;52448;T2;SH;06;610.75;1;1",
  ],
);

/** Two résidences of RPLS above, whose dwellings the survey counts: three of « Résidence des Tilleuls » and one of « La Forêt » at most. */
export const OPS: Table = tableOf(
  "enquete;siren_bailleur;code_commune;residence;population;indicateur;effectif;repondants",
  [
    "2018;732829320;52448;Résidence des Tilleuls;population totale;apl;1;2",
    "2018;732829320;52448;Résidence des Tilleuls;population totale;sans-emploi;0;2",
    "2018;732829320;52448;Résidence des Tilleuls;emménagés récents;apl;1;1",
    "2018;732829320;52550;La Forêt;population totale;apl;1;1",
    "2018;732829320;52182;Côté église;population totale;apl;0;1",
  ],
);

function tableOf(entete: string, lignes: readonly string[]): Table {
  return { entete: entete.split(";"), lignes: lignes.map((ligne) => ligne.split(";")) };
}

/** The same table with some cells changed: by line of the file (2 is the first of data), then by column. */
export function change(table: Table, cells: Readonly<Record<number, Readonly<Record<string, string>>>>): Table {
  return {
    ...table,
    lignes: table.lignes.map((ligne, i) => ligne.map((cell, j) => cells[i + 2]?.[table.entete[j] ?? ""] ?? cell)),
  };
}

/** Every cell of one column changed. */
export function changeColumn(table: Table, colonne: string, write: (cell: string) => string): Table {
  const rank = table.entete.indexOf(colonne);
  return { ...table, lignes: table.lignes.map((ligne) => ligne.map((cell, j) => (j === rank ? write(cell) : cell))) };
}

/** One more column at the end, empty unless the line is named. */
export function addColumn(table: Table, colonne: string, cells: Readonly<Record<number, string>> = {}): Table {
  return {
    entete: [...table.entete, colonne],
    lignes: table.lignes.map((ligne, i) => [...ligne, cells[i + 2] ?? ""]),
  };
}

/** CSV text. A cell is quoted when it must be. */
export function csv({ entete, lignes }: Table, separateur = ";", finDeLigne = "\n"): string {
  return [entete, ...lignes]
    .map((cells) => cells.map((cell) => quoteCell(cell, separateur)).join(separateur) + finDeLigne)
    .join("");
}

function quoteCell(cell: string, separateur: string): string {
  return cell.includes(separateur) || /["\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
