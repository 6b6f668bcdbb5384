/** Part of the territory of an objective: a secteur named by the published communes, a commune (INSEE), a QPV (QP, QN). */
export const GENRES_LIEU = ["secteur", "commune", "qpv"] as const;
export type GenreLieu = (typeof GENRES_LIEU)[number];
export type Lieu = { readonly genre: GenreLieu; readonly code: string };

export const LIBELLE_GENRE_LIEU: Readonly<Record<GenreLieu, string>> = {
  secteur: "Secteur",
  commune: "Commune",
  qpv: "Quartier prioritaire",
};

const CODE_COMMUNE = /^(?:\d{5}|2[AB]\d{3})$/;
const CODE_QPV = /^Q[PN][0-9A-Z]{6}$/;

/** « commune:52448 »; « territoire » for the whole. */
export function keyLieu(lieu: Lieu | null): string {
  return lieu === null ? "territoire" : `${lieu.genre}:${lieu.code}`;
}

/** Inverse of `keyLieu`; null for anything else, « territoire » included. */
export function parseLieu(texte: string): Lieu | null {
  const cut = texte.indexOf(":");
  const genre = GENRES_LIEU.find((one) => one === texte.slice(0, cut));
  const code = texte.slice(cut + 1).trim();
  return genre === undefined || !isCodeLieu({ genre, code }) ? null : { genre, code };
}

/** A demonstration QPV has its own kind of code: any short word is allowed. */
export function isCodeLieu({ genre, code }: Lieu): boolean {
  if (genre === "commune") return CODE_COMMUNE.test(code);
  if (genre === "qpv") return CODE_QPV.test(code) || /^[A-Z0-9-]{3,20}$/.test(code);
  return code.length >= 1 && code.length <= 80;
}

/** « Wassy (52534) », « quartier Vert-Bois », « secteur Der », « tout le territoire ». `noms`: code → name, for communes and QPV. */
export function labelLieu(lieu: Lieu | null, noms: ReadonlyMap<string, string>): string {
  if (lieu === null) return "tout le territoire";
  const nom = noms.get(lieu.code);
  // Some files name their secteurs « Secteur 2 ».
  if (lieu.genre === "secteur") return /^secteur\b/i.test(lieu.code) ? lieu.code : `secteur ${lieu.code}`;
  if (lieu.genre === "qpv") return `quartier ${nom ?? lieu.code}`;
  return nom === undefined ? `commune ${lieu.code}` : `${nom} (${lieu.code})`;
}

/** Names for `labelLieu`: code → name of a territory's communes and QPV. */
export function nameLieux(
  communes: readonly { readonly commune: string; readonly nom: string }[],
  quartiers: readonly { readonly code: string; readonly nom: string }[],
): ReadonlyMap<string, string> {
  return new Map([
    ...communes.map(({ commune, nom }) => [commune, nom] as const),
    ...quartiers.map(({ code, nom }) => [code, nom] as const),
  ]);
}
