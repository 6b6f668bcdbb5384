import { LISTES_PERIMETRES } from "#droit/regles/generation-qpv.ts";
import { quote } from "../french.ts";
import type { QpvRow } from "../rows.ts";
import { codeCommune } from "../values/code.ts";
import { Defaut, reject, warn } from "../values/defaut.ts";
import { unwrap } from "../values/texte.ts";
import type { Entite } from "./entite.ts";
import { findPropriete, isOui, type Proprietes } from "./proprietes.ts";

export const NOMS_QPV = {
  code: ["code_qp", "code_qpv", "code_zus", "code"],
  nom: ["lib_qp", "nom_qp", "lib_zus", "nom_zus", "nom", "libelle"],
  communes: ["insee_com", "code_commune", "communes", "codes_communes", "depcom"],
  generation: ["generation"],
  fictif: ["fictif"],
} as const;

const CODE_2015 = /^QP(?:\d{6}|\d{2}[AB]\d{3})$/;
const CODE_2024 = /^QN(?:\d{5}|\d{2}[AB]\d{2}|2[AB]\d{3})[A-Z]$/;

export function isQpv(proprietes: Proprietes): boolean {
  return (
    findPropriete(proprietes, ["code_qp", "code_qpv", "code_zus", "generation"]) !== null ||
    [...proprietes.values()].some((value) => generationOf(value) !== null)
  );
}

/** By the pattern of the code: QP + 6 digits since 2015, QN + 5 digits + a letter since 2024. */
function generationOf(code: string): 2015 | 2024 | null {
  if (CODE_2015.test(code)) return 2015;
  return CODE_2024.test(code) ? 2024 : null;
}

/** All but the contour, or the defects of the entity. */
export function readQpv(proprietes: Proprietes): Entite<Omit<QpvRow, "contour">> {
  const code = unwrap(
    findPropriete(proprietes, NOMS_QPV.code) ?? findByForm(proprietes, isCodeQpv) ?? "",
  ).toUpperCase();
  const fictif = isOui(findPropriete(proprietes, NOMS_QPV.fictif));
  const written = findPropriete(proprietes, NOMS_QPV.generation);
  const generation =
    generationOf(code) ??
    LISTES_PERIMETRES.find((liste) => String(liste) === written) ??
    (findPropriete(proprietes, ["code_zus"]) === null ? null : 1996);
  const communes = readCommunes(
    findPropriete(proprietes, NOMS_QPV.communes) ?? findByForm(proprietes, isListeCommunes),
  );
  if (communes instanceof Defaut) return { row: null, cle: code, defauts: [communes] };
  if (code === "" || generation === null) {
    const defaut = reject<string>(
      "code-qpv",
      `${quote(code)} n’est pas un code de quartier prioritaire (QP suivi de 6 chiffres, ou QN suivi de 5 chiffres et d’une lettre), et aucune génération n’est indiquée (1996 pour une ancienne ZUS). Corrigez l’entité.`,
    );
    return { row: null, cle: code, defauts: [defaut] };
  }
  const nom = findPropriete(proprietes, NOMS_QPV.nom) ?? findByForm(proprietes, isPhrase);
  const defauts =
    nom === null ? [warn<string>("nom-absent", `Le quartier ${code} n’a pas de nom : son code en tient lieu.`)] : [];
  return { row: { code, nom: nom ?? code, generation, communes, fictif }, cle: code, defauts };
}

/**
 * Republished perimeters often have shortened property names (« q », « n », « com »): the form of a value then identifies it. Returns the first that
 * fits, in the file's order.
 */
function findByForm(proprietes: Proprietes, fits: (value: string) => boolean): string | null {
  return [...proprietes.values()].find(fits) ?? null;
}

const isCodeQpv = (value: string) => generationOf(value.toUpperCase()) !== null;
const isListeCommunes = (value: string) => /^(?:\d{5}|2[AB]\d{3})(?:,(?:\d{5}|2[AB]\d{3}))*$/.test(value);
/** A name has letters, and is longer than a code. */
const isPhrase = (value: string) => /\p{L}{3}.*[\s\p{Ll}]/u.test(value) && !isCodeQpv(value);

/** « 52448 », « 06029,06030 », « ="01053" ». */
function readCommunes(texte: string | null): readonly string[] | Defaut<string> {
  if (texte === null) return [];
  const codes: string[] = [];
  for (const part of texte.split(/[,;|]/)) {
    const lu = codeCommune(unwrap(part.trim()));
    if (lu instanceof Defaut && lu.gravite === "LIG") return lu;
    const code = lu instanceof Defaut ? lu.valeur : lu;
    if (code !== null && !codes.includes(code)) codes.push(code);
  }
  return codes;
}
