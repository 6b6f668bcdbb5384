import { type Apports, completeShare, countPart } from "#droit/regles/part.ts";
import { attenduOf, judgeObjectif } from "#engagements/regles/convention/atteindre.ts";
import { sayPartagee } from "#engagements/regles/convention/dire-parts.ts";
import { labelPorteur, type Porteur } from "#engagements/regles/convention/engagement.ts";
import { readObjectifAnnee } from "#engagements/regles/convention/objectif-annee.ts";
import { type ObjectifsEcrits, porteursEngages } from "#engagements/regles/convention/tranches-annee.ts";
import { formatCompte, formatNombre } from "#socle/regles/shared/format.ts";
import { ofPorteur } from "../objectif-territorialise/appartenance.ts";
import type { CompteMensuel } from "./ports.ts";
import type { ObjectifDalo } from "./publics.ts";

type Lu = {
  readonly ecrit: ObjectifsEcrits;
  readonly annee: number;
  readonly enCours: boolean;
  /** Lines of the year's files that were not read. */
  readonly nonLues?: number;
  /** SIREN of the leases' bailleur; null: the whole territory. */
  readonly bailleur: string | null;
  readonly noms: ReadonlyMap<string, string>;
};

/**
 * The convention's objectives for households recognised DALO (CCH, art. L. 441-1 and L. 441-2-3), by bearer, and their state given the year's leases.
 * For a single bailleur, only its own objective: the others' leases are unknown.
 */
export function judgeObjectifsDalo(comptes: readonly CompteMensuel[], lu: Lu): readonly ObjectifDalo[] {
  return porteursOf(lu).flatMap((porteur) => {
    const objectif = readObjectifAnnee(lu.ecrit, lu.annee, "dalo", porteur);
    if (objectif === null) return [];
    const lus = countPart(comptes, (compte) => apportsOf(compte, porteur));
    const count = { ...lus, inconnusIndecis: lus.inconnusIndecis + (lu.nonLues ?? 0) };
    const verdict = lu.enCours
      ? "en-cours"
      : objectif.parts.length > 0
        ? "indecidable"
        : judgeObjectif(count, objectif);
    const dit = {
      nom: labelPorteur(porteur, Object.fromEntries(lu.noms)),
      realise: count.part,
      attendu: attenduOf(objectif, count.total),
      inconnus: completeShare(count).best.part - count.part,
    };
    const suite = sayPartagee(objectif.parts, "rien n’est jugé de l’année entière");
    return [{ ...dit, verdict, acte: objectif.acte, phrase: `${sayObjectif(dit)}${suite}` }];
  });
}

function porteursOf({ ecrit, annee, bailleur }: Lu): readonly Porteur[] {
  const unique = porteursEngages(ecrit, annee, "dalo");
  return bailleur === null ? unique : unique.filter((one) => one.type === "bailleur" && one.siren === bailleur);
}

const AILLEURS: Apports = { dehors: true, assiette: false, part: false };

/** A lease that may be another bearer's, or that the file may already hold, is in no count. */
function apportsOf(compte: CompteMensuel, porteur: Porteur): Apports {
  const appartenance = ofPorteur(compte, porteur);
  if (appartenance === "non") return AILLEURS;
  const { dalo, doublePossible } = compte;
  return {
    dehors: doublePossible === true || appartenance === "peut-etre",
    part: dalo !== "non",
    assiette: dalo !== "oui",
  };
}

function sayObjectif({
  nom,
  realise,
  attendu,
  inconnus,
}: Pick<ObjectifDalo, "nom" | "realise" | "attendu" | "inconnus">): string {
  const doute =
    inconnus === 0 ? "" : ` ; ${formatCompte(inconnus, "autre", "autres")} peut-être, sur ce qui n’est pas renseigné`;
  return `${nom} : ${formatCompte(realise, "attribution")} à des ménages reconnus au titre du DALO, il en faut ${formatNombre(attendu)}${doute}.`;
}
