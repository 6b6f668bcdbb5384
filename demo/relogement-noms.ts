/** Invented: put together by rank, taken from no list of people. Every file that bears them is marked synthetic. */
// biome-ignore format: a list
const NOMS = [
  "Abriot", "Bellivard", "Carmontel", "Dorvaux", "Estrevin", "Farlange", "Gallimaud", "Hurtevan", "Isserand", "Jolivard",
  "Kerdavid", "Lormeau", "Mirandin", "Nervaux", "Orsivet", "Palluat", "Quernois", "Rivaudel", "Saurinet", "Tarveau",
  "Urbaneix", "Vernoisel", "Wattremar", "Yvonnard", "Zélindor", "Ambrevin", "Bouvardel", "Chastevin", "Delormeau",
] as const;
// biome-ignore format: a list
const PRENOMS = [
  "Alix", "Basile", "Camille", "Dorian", "Élia", "Fanny", "Gaël", "Hina", "Ilan", "Jeanne", "Kenza", "Lino", "Maïa",
  "Noé", "Ondine", "Paul", "Quitterie", "Rayan", "Sacha", "Tess", "Ugo", "Vadim", "Wendy", "Yaël", "Zoé",
] as const;

/** 29 × 25: two ranks under 725 never have the same names. */
export function nommer(rang: number): { readonly nom: string; readonly prenom: string } {
  return { nom: NOMS[rang % NOMS.length] ?? "", prenom: PRENOMS[rang % PRENOMS.length] ?? "" };
}
