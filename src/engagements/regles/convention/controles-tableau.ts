import { findPlancherHorsQpv } from "#droit/regles/plancher-hors-qpv.ts";
import { formatCompte, formatNombre, formatTauxCourt, joinFrench } from "#socle/regles/shared/format.ts";
import { compareNombre, compareSomme, findTroncature } from "./coherence.ts";
import type { ControleConvention, MatiereControle } from "./controles.ts";
import { readEffet } from "./controles-droit.ts";
import { type Engagement, labelPorteur, type Porteur } from "./engagement.ts";

/** Checks the table of objectives for consistency, and against its reference year. */
export function checkTableau(matiere: MatiereControle): ControleConvention[] {
  const { engagements } = matiere.version;
  return [
    ...yearsOf(engagements).flatMap((annee) => checkSomme(annee, engagements)),
    ...engagements.flatMap((engagement) => checkLigne(engagement, matiere)),
    ...checkAnnees(engagements),
    ...checkEffet(matiere),
    ...checkOublies(matiere),
  ];
}

function yearsOf(engagements: readonly Engagement[]): readonly number[] {
  return [...new Set(engagements.map(({ annee }) => annee))].sort((a, b) => a - b);
}

function checkSomme(annee: number, engagements: readonly Engagement[]): ControleConvention[] {
  const lines = engagements.filter((one) => one.annee === annee && one.objet === "hors-qpv");
  const epci = lines.find(({ porteur }) => porteur.type === "epci");
  const bailleurs = lines.filter(({ porteur, nombre }) => porteur.type === "bailleur" && nombre !== null);
  const base = referenceOf(epci, bailleurs);
  if (!epci || epci.taux === null || bailleurs.length === 0 || base === null) return [];
  const { ecrits, attendus, ecart, part } = compareSomme(
    bailleurs.map(({ nombre }) => nombre ?? 0),
    epci.taux,
    base.assiette,
  );
  if (ecart === 0) return [];
  const rate = formatTauxCourt(epci.taux);
  const suite =
    ecart > 0
      ? `${attendus} suffisent pour ${rate}, ${formatNombre(ecart)} de plus`
      : `il en faut ${attendus} pour ${rate}, il en manque ${formatNombre(-ecart)}`;
  return [
    {
      code: "objectif-total",
      gravite: ecart > 0 ? "information" : "alerte",
      annee,
      porteur: { type: "epci" },
      phrase: `${annee} : les objectifs des bailleurs font ${formatCompte(ecrits, "attribution")}, soit ${formatTauxCourt(part)} des ${formatNombre(base.assiette)} de ${base.annee} ; ${suite}.`,
    },
  ];
}

/** The EPCI's own reference, else the sum of the bailleurs' when all have one of the same year. */
function referenceOf(epci: Engagement | undefined, bailleurs: readonly Engagement[]): Engagement["reference"] {
  if (epci?.reference) return epci.reference.assiette > 0 ? epci.reference : null;
  const references = bailleurs.flatMap(({ reference }) => reference ?? []);
  const [first] = references;
  if (!first || references.length < bailleurs.length || references.some(({ annee }) => annee !== first.annee))
    return null;
  const assiette = references.reduce((sum, one) => sum + one.assiette, 0);
  return assiette > 0 ? { annee: first.annee, assiette } : null;
}

function checkLigne(engagement: Engagement, { noms }: MatiereControle): ControleConvention[] {
  const { annee, porteur, nombre, taux, reference } = engagement;
  if (nombre === null || reference === null) return [];
  const nom = labelPorteur(porteur, noms);
  const { assiette } = reference;
  const of = (code: string, gravite: ControleConvention["gravite"], phrase: string): ControleConvention => ({
    code,
    gravite,
    annee,
    porteur,
    phrase: `${nom} ${annee} : ${phrase}`,
  });
  if (nombre > assiette) {
    return [
      of(
        "objectif-au-dela-reference",
        "alerte",
        `${formatNombre(nombre)} attributions à atteindre, pour ${formatNombre(assiette)} en tout en ${reference.annee}. Vérifiez la saisie.`,
      ),
    ];
  }
  return [...checkArrondi(engagement, assiette, of), ...checkTroncature({ nombre, taux, assiette }, of)];
}

type Dire = (code: string, gravite: ControleConvention["gravite"], phrase: string) => ControleConvention;

function checkArrondi({ annee, objet, nombre, taux }: Engagement, assiette: number, of: Dire): ControleConvention[] {
  const plancher = findPlancherHorsQpv(`${annee}-12-31`)?.taux;
  if (objet !== "hors-qpv" || plancher === undefined) return [];
  const compared = compareNombre(nombre, taux, assiette, plancher);
  if (!compared || compared.manque === 0) return [];
  const { attendu, manque, part } = compared;
  return [
    of(
      "objectif-arrondi",
      "alerte",
      `${formatNombre(nombre ?? 0)} sur ${formatNombre(assiette)} font ${formatTauxCourt(part)} et non ${formatTauxCourt(taux ?? 0)} ; ${formatNombre(attendu)} sont nécessaires, il en manque ${formatNombre(manque)}.`,
    ),
  ];
}

function checkTroncature(
  { nombre, taux, assiette }: { readonly nombre: number; readonly taux: number | null; readonly assiette: number },
  of: Dire,
): ControleConvention[] {
  const nearest = taux === null || assiette === 0 ? null : findTroncature(nombre, taux, assiette);
  if (nearest === null) return [];
  const exact = formatTauxCourt(nombre / assiette);
  return [
    of(
      "taux-tronque",
      "information",
      `${formatNombre(nombre)} sur ${formatNombre(assiette)} font ${exact}, écrits ${formatTauxCourt(taux ?? 0)} : le taux est tronqué, l’arrondi serait ${formatTauxCourt(nearest)}.`,
    ),
  ];
}

/** A missing year between the first and the last: only the law's floor applies to it. */
function checkAnnees(engagements: readonly Engagement[]): ControleConvention[] {
  const years = yearsOf(engagements.filter(({ objet, porteur }) => objet === "hors-qpv" && porteur.type === "epci"));
  const [first, last] = [years[0], years.at(-1)];
  if (first === undefined || last === undefined) return [];
  const all = Array.from({ length: last - first + 1 }, (_, rank) => first + rank);
  return all
    .filter((annee) => !years.includes(annee))
    .map((annee) => ({
      code: "annee-sans-objectif",
      gravite: "alerte",
      annee,
      porteur: { type: "epci" },
      phrase: `${annee} : aucun objectif hors QPV pour l’EPCI, alors que ${first} et ${last} en ont un. Le plancher légal s’applique seul cette année-là.`,
    }));
}

/** Objectives that an avenant copies for past years. A document being taken over has no date yet: not checked. */
function checkEffet({ version, jour }: MatiereControle): ControleConvention[] {
  if (version.reprise && version.depuis === null) return [];
  const effet = readEffet(version, jour);
  const over = yearsOf(version.engagements).filter((annee) => annee < effet);
  if (over.length === 0) return [];
  const years = joinFrench(over.map(String));
  const phrase =
    over.length > 1
      ? `Objectifs de ${years} : ces années sont jugées d’après la version en vigueur à leur fin. Ces lignes sont ici sans effet.`
      : `Objectifs de ${years} : cette année est jugée d’après la version en vigueur à sa fin. Ces lignes sont ici sans effet.`;
  return [{ code: "annee-sans-effet", gravite: "information", annee: null, porteur: null, phrase }];
}

function checkOublies({ version, observees, noms }: MatiereControle): ControleConvention[] {
  const engagements = [...version.engagements, ...version.territorialises];
  if (observees === null || engagements.length === 0) return [];
  const committed = new Set(
    engagements.flatMap(({ objet, porteur }) =>
      objet === "hors-qpv" && porteur.type === "bailleur" ? [porteur.siren] : [],
    ),
  );
  return [...observees.horsQpv].flatMap(([siren, assiette]) => {
    if (assiette === 0 || committed.has(siren)) return [];
    const porteur: Porteur = { type: "bailleur", siren };
    return [
      {
        code: "bailleur-sans-objectif",
        gravite: "alerte",
        annee: null,
        porteur,
        phrase: `${labelPorteur(porteur, noms)} a fait ${formatCompte(assiette, "attribution")} hors QPV en ${observees.annee} et n’a aucun objectif : à défaut de répartition, le plancher s’impose à lui seul.`,
      },
    ];
  });
}
