import { type Declaration, type Enregistrement, type Jeu, nameEnregistrement } from "./enregistrement.ts";
import { findDefautForme, isJour } from "./forme.ts";
import { overlaps } from "./periodes.ts";

/** `enregistrement` null: the set itself is wrong. */
export type DefautJeu = { readonly enregistrement: string | null; readonly raison: string };

/** By code: the parameters that this version of Blaise reads. */
type Declarations = ReadonlyMap<string, Declaration>;

const VERSION = /^\d{4}-\d{2}-\d{2}\.\d{1,3}$/;

/** Everything that forbids using a set; `connues`: existing values of a code. */
export function verifyJeu(
  jeu: Jeu,
  declarations: Declarations,
  connues: (code: string) => readonly unknown[],
): readonly DefautJeu[] {
  const version = VERSION.test(jeu.version)
    ? []
    : [{ enregistrement: null, raison: "version : écrivez un jour et un rang, 2027-01-04.1" }];
  return [
    ...version,
    ...jeu.enregistrements.flatMap((one) =>
      verifyEnregistrement(one, declarations, connues).map((raison) => ({
        enregistrement: nameEnregistrement(one),
        raison,
      })),
    ),
    ...findChevauchements(jeu.enregistrements),
  ];
}

/** Errors of the record alone, in French; empty: none. */
export function verifyEnregistrement(
  { code, territoire, depuis, jusque, valeur, source }: Enregistrement,
  declarations: Declarations,
  connues: (code: string) => readonly unknown[],
): readonly string[] {
  const declaration = declarations.get(code);
  if (!declaration) return ["aucune règle de cette version de Blaise ne lit ce paramètre"];
  const forme = findDefautForme(declaration, valeur, connues(code));
  return [
    ...(isJour(depuis) ? [] : ["depuis : écrivez un jour qui existe, AAAA-MM-JJ"]),
    ...(jusque === null || (isJour(jusque) && jusque >= depuis)
      ? []
      : ["jusque : écrivez un jour qui existe, pas avant le premier"]),
    ...(source.trim().length >= 5 ? [] : ["source : dites quel texte ou quel document donne cette valeur"]),
    ...(forme === null ? [] : [`valeur : ${forme}`]),
    ...(territoire === null || declaration.surcharge
      ? []
      : [`le texte ne laisse aucun territoire fixer « ${declaration.nom} »`]),
  ];
}

/** Pairs of records of a code about the same day, each once. */
export function findChevauchements(
  enregistrements: readonly Pick<Enregistrement, "code" | "territoire" | "depuis" | "jusque">[],
): readonly DefautJeu[] {
  const sorted = enregistrements.toSorted(
    (a, b) => keyOf(a).localeCompare(keyOf(b)) || (a.depuis < b.depuis ? -1 : Number(a.depuis > b.depuis)),
  );
  return sorted.flatMap((record, rank) => {
    const former = sorted[rank - 1];
    if (!former || keyOf(former) !== keyOf(record) || !overlaps(former, record)) return [];
    const raison = `ses jours sont aussi ceux de « ${nameEnregistrement(former)} »`;
    return [{ enregistrement: nameEnregistrement(record), raison }];
  });
}

/** Records of two territories, or of one and the country, never contradict each other. */
function keyOf({ code, territoire }: Pick<Enregistrement, "code" | "territoire">): string {
  return `${code} ${territoire ?? ""}`;
}
