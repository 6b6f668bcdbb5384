/** What a run draws, in any order, each with what it is called here. */
const TIRES: readonly (readonly [nom: string, motif: RegExp])[] = [
  ["uuid", /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g],
  ["fiche", /\bFC-[0-9A-F]{4}-[0-9A-F]{4}\b/g],
  // A column of a document may begin after the hyphen.
  ["dossier", /\bD-[0-9A-Z]{4}-[0-9A-Z]{4}\b|\b(?!\d{4}-\d{4})[0-9A-Z]{4}-[0-9A-Z]{4}\b/g],
  ["empreinte", /\b[0-9a-f]{64}\b/g],
  ["reference", /(?<=Cocher |value=|>|^|\[")[0-9A-F]{12}\b/gm],
];
/** Of the engine's clock, which tells thousandths and, in a journal, seconds; the product's stands still at half past twelve. */
const INSTANTS =
  /\d{4}-\d\d-\d\d(?!T11:30:00\.000Z)T\d\d:\d\d:\d\d\.\d{3}Z|\d\d\/\d\d\/\d{4} \d\d:\d\d:\d\d|\d{4}-\d\d-\d\dT\d\d%3A\d\d%3A[\d.]+Z/g;
/** The day on which the engine published a file, in a page and in a document. */
const PUBLIES = /(?<=data-titre="Publié le"[^>]*>)\d\d\/\d\d\/\d{4}|\d\d\/\d\d\/\d{4}(?= {1,2}[0-9a-f]{12}$)/gm;
const DUREES = /\b\d+(?:,\d)?[ \u00a0\u202f]s, (?=\d+[ \u00a0\u202f]problèmes)/g;
/** Sealed in what was signed while the demonstration was loaded. */
const SCELLES = /"(publieLe|empreinte)": ?"[^"]*"/g;
/** An hour of the morning where what the engine dated is brought back, and its minutes. */
const MATIN = /(?<!\d)(0?[89])( h |:)[0-5]\d(:[0-5]\d(\.\d+)?)?/g;

/** The same words from one run to the next: what is drawn is named in its order, the minutes of the engine's morning are not told. */
export function steady(texte: string): string {
  return TIRES.reduce((dit, [nom, motif]) => {
    const noms = new Map<string, string>();
    return dit.replaceAll(motif, (tire) => {
      const connu = noms.get(tire) ?? `${nom}-${noms.size + 1}`;
      noms.set(tire, connu);
      return connu;
    });
  }, texte)
    .replaceAll(SCELLES, '"$1":"…"')
    .replaceAll(INSTANTS, "instant")
    .replaceAll(PUBLIES, "jour")
    .replaceAll(DUREES, "durée, ")
    .replaceAll(MATIN, "$1$2mm");
}

/** The same for a page that is in the order of what is drawn: its lines in another, and every draw alike. */
export function steadyInAnyOrder(releve: string): string {
  const [entete = "", ...lignes] = releve.split("\n");
  return [
    entete,
    ...lignes.map((ligne) => ligne.trim().replaceAll(/\b(uuid|dossier|fiche|reference)-\d+/g, "$1")).sort(),
  ].join("\n");
}
