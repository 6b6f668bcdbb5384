import { serrer } from "./mots.ts";

/** The last text in the order of the bytes. */
const FIN = "\u{10FFFF}";
const DEBUT_MIN = 4;
const CODE = 8;

export type Debut = { readonly du: string; readonly avant: string };

/**
 * Where the references of demandes that begin so stand in the order of the bytes: « 7kq4x » and « d-7kq4 x » from « D-7KQ4-X ». A code has no
 * meaning, so a word of four letters would find one file in twenty registers: without its « D », it is one that holds a digit.
 */
export function debutsDemande(texte: string): readonly Debut[] {
  const serre = serrer(texte);
  const nomme = /^\s*d[-\s]/i.test(texte);
  const suite = serre.startsWith("D") ? [serre.slice(1)] : [];
  const codes = nomme ? suite : [serre, ...suite];
  return codes
    .filter((code) => code.length >= DEBUT_MIN && code.length <= CODE && (nomme || /\d/.test(code)))
    .map((code) => {
      const du = `D-${code.slice(0, 4)}${code.length > 4 ? `-${code.slice(4)}` : ""}`;
      return { du, avant: `${du}${FIN}` };
    });
}

/** What is looked for in the references that are written otherwise (« CB-2018-007 », « IBI-012 », « L-0012 »): they all hold a digit. Null: none can be meant. */
export function referenceCherchee(texte: string): string | null {
  const serre = serrer(texte);
  return /\d/.test(serre) && serre.length >= 2 && serre.length <= 40 ? serre : null;
}

/** As a number unique is written: ten characters at least, all digits but those of a département of Corsica or of an old number. */
export function isNumeroUnique(texte: string): boolean {
  const serre = serrer(texte);
  return (
    serre.length >= 10 && serre.length <= 20 && /^(?:\d|2[AB])/.test(serre) && serre.replaceAll(/\D/g, "").length >= 8
  );
}
