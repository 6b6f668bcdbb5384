import { createHash } from "node:crypto";
import type { Base } from "#socle/lectures/base.ts";
import { canonicalJson } from "#socle/lectures/canonical-json.ts";
import { groupBy } from "#socle/regles/shared/group-by.ts";
import type { LigneRime, RimeLu } from "../../formats/rime/read-rime.ts";
import { FEUILLES_RIME, type FeuilleRime } from "../../regles/rime-colonnes.ts";
import { avertirCalculs } from "./calculs.ts";
import { enteteOf, type MenageFusionne, Signalement } from "./fusion.ts";
import { makePlan } from "./plan.ts";
import type { ApercuRime, LigneApercu, PlanRime, ProblemeRime } from "./ports.ts";
import { type EtatBase, rapprocher } from "./rapprocher.ts";
import { checkMenage } from "./regles-menage.ts";
import { checkOffres } from "./regles-offres.ts";

export type Prepare = { readonly apercu: ApercuRime; readonly plan: PlanRime; readonly etat: EtatBase };

export type DemandeRime = {
  readonly epci: string;
  readonly lu: RimeLu;
  readonly aujourdhui: string;
  /** true: marks every household of the file as synthetic, for the demonstration. */
  readonly synthetique?: boolean;
};

/**
 * Computes what the import would write. A household is written whole or left out: one wrong line leaves out all its lines, and no
 * other household's. Two lines of the same household are both refused.
 */
export async function preparerRime(base: Base, demande: DemandeRime): Promise<Prepare> {
  const { lu } = demande;
  const etat = await readEtat(base, demande.epci);
  const fusionnes = rapprocher(lu, etat);
  const references = new Set([...etat.dossiers.map((dossier) => dossier.reference), ...fusionnes.map(referenceOf)]);
  const contexte = { demolitions: etat.demolitions, references };
  const propres: ProblemeRime[] = [...illisibles(lu), ...doublons(lu)];
  const fautifs = new Set(propres.flatMap(({ reference }) => reference ?? []));
  const retenus: MenageFusionne[] = [];
  let inchanges = 0;
  for (const menage of fusionnes) {
    const signal = new Signalement(menage);
    if (isUnchanged(menage)) {
      if (!fautifs.has(menage.reference)) inchanges++;
      continue;
    }
    checkMenage(menage, contexte, signal);
    checkOffres(menage, etat.bailleurs, signal);
    propres.push(...signal.problemes);
    if (signal.problemes.length > 0) fautifs.add(menage.reference);
    else retenus.push(menage);
  }
  const gardes = keepTied(retenus, fautifs, etat, propres);
  const plan = makePlan(gardes, etat, demande);
  const problemes = [...propres, ...entraines(lu, propres, fautifs)].sort(byPlace);
  const bilan = { gardes, inchanges, problemes };
  return { plan, etat, apercu: describe(lu, bilan, plan, avertirCalculs(lu)) };
}

function referenceOf({ reference }: MenageFusionne): string {
  return reference;
}

function byPlace(a: ProblemeRime, b: ProblemeRime): number {
  return a.feuille.localeCompare(b.feuille) || a.ligne - b.ligne;
}

async function readEtat(base: Base, epci: string): Promise<EtatBase> {
  const dossiers = await base.relogements.list(epci);
  const [identites, demolitions, bailleurs] = await Promise.all([
    base.relogements.identites(
      epci,
      dossiers.map(({ id }) => id),
    ),
    base.rime.demolitions(epci),
    base.rime.bailleurs(),
  ]);
  return { dossiers, identites, demolitions, bailleurs };
}

function isUnchanged({ existant, differences, offres }: MenageFusionne): boolean {
  return existant !== null && differences.length === 0 && offres.every((offre) => offre.differences.length === 0);
}

function linesOf(lu: RimeLu, feuille: FeuilleRime): readonly LigneRime<{ readonly reference: string }>[] {
  return lu[feuille];
}

function ownReference(ligne: LigneRime<{ readonly reference: string }>): string | null {
  return ligne.lue ? ligne.valeurs.reference : ligne.reference;
}

function illisibles(lu: RimeLu): ProblemeRime[] {
  return FEUILLES_RIME.flatMap((feuille) =>
    linesOf(lu, feuille).flatMap((ligne) =>
      ligne.anomalies
        .filter(({ gravite }) => gravite === "LIG")
        .map(({ code, colonne, message }) => ({
          feuille,
          ligne: ligne.ligne,
          reference: ownReference(ligne),
          colonne,
          code,
          message,
        })),
    ),
  );
}

/** Both lines are refused, since nothing tells which one is right. */
function doublons(lu: RimeLu): ProblemeRime[] {
  const menages = groupBy(lu.menages, ownReference);
  const offres = groupBy(lu.offres, (ligne) =>
    ligne.lue ? `${ligne.valeurs.reference}\u0000${ligne.valeurs.numero}` : null,
  );
  type Groupes = ReadonlyMap<string | null, readonly { readonly ligne: number }[]>;
  const twice = (feuille: FeuilleRime, groups: Groupes, colonne: string, message: string) =>
    [...groups].flatMap(([cle, lignes]) =>
      cle === null || lignes.length < 2
        ? []
        : lignes.map(({ ligne }) => ({
            feuille,
            ligne,
            reference: cle.split("\u0000")[0] ?? null,
            colonne,
            code: "ligne-en-double",
            message,
          })),
    );
  return [
    ...twice(
      "menages",
      menages,
      enteteOf("menages", "reference"),
      "Cette référence est celle de plusieurs lignes. Gardez-en une, ou corrigez la référence de l’autre.",
    ),
    ...twice(
      "offres",
      offres,
      enteteOf("offres", "numero"),
      "Ce numéro d’offre est celui de plusieurs lignes du même ménage. Gardez-en une, ou renumérotez.",
    ),
  ];
}

/** Leaves out a décohabitation whose household of origin is left out, through any number of ties. */
function keepTied(
  retenus: readonly MenageFusionne[],
  fautifs: Set<string>,
  etat: EtatBase,
  problemes: ProblemeRime[],
): readonly MenageFusionne[] {
  const there = new Set(etat.dossiers.map(({ reference }) => reference));
  let kept = retenus.filter(({ reference }) => !fautifs.has(reference));
  for (;;) {
    const orphan = kept.find(({ apres }) => {
      const origine = apres.decohabitationDe;
      return origine !== null && !there.has(origine) && fautifs.has(origine);
    });
    if (!orphan) return kept;
    const signal = new Signalement(orphan);
    signal.menage(
      "decohabitation-ecartee",
      "decohabitationDe",
      `Le ménage d’origine, « ${orphan.apres.decohabitationDe} », est lui-même écarté. Corrigez-le d’abord.`,
    );
    problemes.push(...signal.problemes);
    fautifs.add(orphan.reference);
    kept = kept.filter((menage) => menage !== orphan);
  }
}

/** The other lines of a household left out. */
function entraines(lu: RimeLu, problemes: readonly ProblemeRime[], fautifs: ReadonlySet<string>): ProblemeRime[] {
  const told = new Set(problemes.map(({ feuille, ligne }) => `${feuille}:${ligne}`));
  return FEUILLES_RIME.flatMap((feuille) =>
    linesOf(lu, feuille).flatMap((ligne) => {
      const reference = ownReference(ligne);
      if (reference === null || !fautifs.has(reference) || told.has(`${feuille}:${ligne.ligne}`)) return [];
      const message = "Une autre ligne de ce ménage est refusée : son dossier entier est laissé tel quel.";
      return [{ feuille, ligne: ligne.ligne, reference, colonne: null, code: "dossier-ecarte", message }];
    }),
  );
}

type Bilan = {
  readonly gardes: readonly MenageFusionne[];
  readonly inchanges: number;
  readonly problemes: readonly ProblemeRime[];
};

function describe(
  lu: RimeLu,
  { gardes, inchanges, problemes }: Bilan,
  plan: PlanRime,
  calculs: readonly string[],
): ApercuRime {
  const lignes = gardes.map(toLigne);
  const sum = (read: (ligne: LigneApercu) => number) => lignes.reduce((total, ligne) => total + read(ligne), 0);
  const nouveaux = new Set(gardes.filter(({ existant }) => existant === null).map(referenceOf));
  const remarques = FEUILLES_RIME.flatMap((feuille) => linesOf(lu, feuille)).flatMap(({ anomalies }) =>
    anomalies.filter(({ gravite }) => gravite === "AVE").map(({ ligne, message }) => `Ligne ${ligne} : ${message}`),
  );
  return {
    fichier: lu.empreinte,
    empreinte: createHash("sha256").update(canonicalJson(plan)).digest("hex"),
    crees: lignes.filter(({ reference }) => nouveaux.has(reference)),
    modifies: lignes.filter(({ reference }) => !nouveaux.has(reference)),
    inchanges,
    offresAjoutees: sum(({ offresAjoutees }) => offresAjoutees),
    offresModifiees: sum(({ offresModifiees }) => offresModifiees),
    problemes,
    lignesEcartees: new Set(problemes.map(({ feuille, ligne }) => `${feuille}:${ligne}`)).size,
    avertissements: [...lu.avertissements, ...calculs, ...remarques],
  };
}

function toLigne({ reference, apres, differences, offres }: MenageFusionne): LigneApercu {
  const changed = offres.filter((offre) => offre.differences.length > 0);
  const modifiees = changed.filter(({ existante }) => existante !== null);
  return {
    reference,
    operation: apres.operation ?? "",
    differences: [
      ...differences,
      ...modifiees.flatMap((offre) =>
        offre.differences.map((one) => ({ ...one, colonne: `Offre ${offre.apres.numero}, ${one.colonne}` })),
      ),
    ],
    offresAjoutees: changed.length - modifiees.length,
    offresModifiees: modifiees.length,
  };
}
