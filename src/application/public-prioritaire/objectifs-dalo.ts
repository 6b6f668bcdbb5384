import { keyPorteur, labelPorteur, type Porteur } from "#domain/convention/engagement.ts";
import { labelPart, readObjectifAnnee, type VersionDatee } from "#domain/convention/objectif-annee.ts";
import {
  type Apports,
  completeShare,
  countPart,
  judgeNombre,
  judgeShare,
  type PartIncertaine,
} from "#domain/droit/part.ts";
import { formatCompte, formatNombre } from "#domain/shared/format.ts";
import { ceilShare } from "#domain/shared/taux.ts";
import type { CompteMensuel } from "./ports.ts";
import type { ObjectifDalo } from "./publics.ts";

type Lu = {
  readonly versions: readonly VersionDatee[];
  readonly annee: number;
  readonly enCours: boolean;
  /** SIREN that the leases are of; null: the whole territory. */
  readonly bailleur: string | null;
  readonly noms: ReadonlyMap<string, string>;
};

/**
 * What the convention asks for households recognised DALO (CCH, art. L. 441-1 and L. 441-2-3), bearer by bearer, and what the leases of the year may make of
 * it. Narrowed to a bailleur, its own objective alone: the others' leases are not known here.
 */
export function judgeObjectifsDalo(comptes: readonly CompteMensuel[], lu: Lu): readonly ObjectifDalo[] {
  return porteursOf(lu).flatMap((porteur) => {
    const objectif = readObjectifAnnee(lu.versions, lu.annee, "dalo", porteur);
    if (objectif === null) return [];
    const count = countPart(
      comptes.filter((compte) => mayBeOf(compte, porteur)),
      (compte) => apportsOf(compte, porteur),
    );
    const attendu = objectif.nombre ?? ceilShare(count.total, objectif.taux ?? 0);
    const shared = objectif.parts.at(-1);
    const verdict = lu.enCours ? "en-cours" : shared ? "indecidable" : judge(count, objectif);
    const nom = labelPorteur(porteur, Object.fromEntries(lu.noms));
    const doute = completeShare(count).best.part - count.part;
    const dit = { nom, realise: count.part, attendu, inconnus: doute, verdict } as const;
    const suite = shared
      ? ` L’année est partagée entre deux textes, le dernier ${labelPart(shared)} : rien n’est jugé de l’année entière.`
      : "";
    return [{ ...dit, acte: objectif.acte, phrase: `${sayObjectif(dit)}${suite}` }];
  });
}

function porteursOf({ versions, annee, bailleur }: Lu): readonly Porteur[] {
  const written = versions.flatMap(({ engagements }) =>
    engagements.filter((one) => one.annee === annee && one.objet === "dalo").map(({ porteur }) => porteur),
  );
  const unique = [...new Map(written.map((porteur) => [keyPorteur(porteur), porteur])).values()];
  return bailleur === null ? unique : unique.filter((one) => one.type === "bailleur" && one.siren === bailleur);
}

function mayBeOf({ contingent }: CompteMensuel, porteur: Porteur): boolean {
  return porteur.type !== "reservataire" || contingent === porteur.contingent || contingent === "inconnu";
}

/** A lease of no known contingent is perhaps another réservataire's; one signed here that the file may hold, perhaps counted already. */
function apportsOf({ dalo, contingent, doublePossible, bailleur }: CompteMensuel, porteur: Porteur): Apports {
  const ailleurs = porteur.type === "bailleur" && bailleur !== porteur.siren && bailleur !== "inconnu";
  const perhaps =
    doublePossible === true ||
    (porteur.type === "reservataire" && contingent === "inconnu") ||
    (porteur.type === "bailleur" && bailleur === "inconnu");
  if (ailleurs) return { dehors: true, assiette: false, part: false };
  return { dehors: perhaps, part: dalo !== "non", assiette: dalo !== "oui" };
}

function judge(
  count: PartIncertaine,
  { nombre, taux }: { readonly nombre: number | null; readonly taux: number | null },
) {
  return nombre === null ? judgeShare(count, taux ?? 0) : judgeNombre(count, nombre);
}

function sayObjectif({ nom, realise, attendu, inconnus }: Omit<ObjectifDalo, "acte" | "phrase" | "verdict">): string {
  const doute =
    inconnus === 0 ? "" : ` ; ${formatCompte(inconnus, "autre", "autres")} peut-être, sur ce qui n’est pas renseigné`;
  return `${nom} : ${formatCompte(realise, "attribution")} à des ménages reconnus au titre du DALO, il en faut ${formatNombre(attendu)}${doute}.`;
}
