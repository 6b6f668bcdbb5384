/** Particles: one desk writes them, another leaves them out, so they do not tell two names apart. */
const PARTICULES = new Set([
  "DE",
  "DU",
  "DES",
  "D",
  "LA",
  "LE",
  "LES",
  "L",
  "EL",
  "AL",
  "BEN",
  "VAN",
  "DER",
  "DA",
  "DOS",
]);

/** Words in capitals, without accents or signs; empty for no text. */
export function motsDe(texte: string | null): readonly string[] {
  if (texte === null) return [];
  return texte
    .replaceAll("œ", "oe")
    .replaceAll("æ", "ae")
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toUpperCase()
    .split(/[^A-Z0-9]+/)
    .filter((mot) => mot !== "");
}

/** Words of a name without its particles, unless it has no other word: « de la Tour » is « Tour », « Le » stays. */
export function motsDuNom(nom: string | null): readonly string[] {
  const mots = motsDe(nom);
  const forts = mots.filter((mot) => !PARTICULES.has(mot));
  return forts.length > 0 ? forts : mots;
}

/** Nine digits after the 0 or the +33; null for a shorter number. */
export function cleTelephone(telephone: string | null): string | null {
  const chiffres = (telephone ?? "").replace(/\D/g, "").replace(/^(?:00)?33(?=\d{9}$)/, "");
  return chiffres.length >= 9 ? chiffres.slice(-9) : null;
}

export function cleCourriel(courriel: string | null): string | null {
  const propre = (courriel ?? "").trim().toLowerCase();
  return propre.includes("@") ? propre : null;
}

const ABREGES: Readonly<Record<string, string>> = {
  AV: "AVENUE",
  AVE: "AVENUE",
  BD: "BOULEVARD",
  BLD: "BOULEVARD",
  PL: "PLACE",
  R: "RUE",
  RTE: "ROUTE",
  CHE: "CHEMIN",
  IMP: "IMPASSE",
  ALL: "ALLEE",
  ST: "SAINT",
  STE: "SAINTE",
  APPT: "APPARTEMENT",
  APT: "APPARTEMENT",
  APP: "APPARTEMENT",
  BAT: "BATIMENT",
};
const LOGEMENT = new Set(["APPARTEMENT", "PORTE", "ETAGE", "ESCALIER", "BATIMENT", "LOGEMENT"]);

/** Street, and flat when written: two flats of one building are two addresses. */
export type AdresseLue = { readonly rue: string; readonly logement: string };

/** null: no number or no street to compare. */
export function readAdresse(adresse: string | null, commune: string | null): AdresseLue | null {
  const mots = motsDe(adresse)
    .map((mot) => ABREGES[mot] ?? mot)
    .filter((mot) => !PARTICULES.has(mot));
  const coupe = mots.findIndex((mot) => LOGEMENT.has(mot));
  const rue = coupe < 0 ? mots : mots.slice(0, coupe);
  const logement = coupe < 0 ? [] : mots.slice(coupe);
  if (rue.length < 2) return null;
  return { rue: [...rue, commune ?? ""].join(" "), logement: logement.join(" ") };
}
