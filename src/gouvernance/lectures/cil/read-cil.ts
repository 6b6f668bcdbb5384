import { findVersion } from "#engagements/regles/convention/version.ts";
import type { Base } from "#socle/lectures/base.ts";
import { isMembreLe } from "#socle/regles/gouvernance/convocation.ts";
import { COLLEGES } from "#socle/regles/gouvernance/instance.ts";
import { introuvable } from "#socle/regles/shared/refus.ts";
import type { LigneProgramme } from "../action/programme.ts";
import { readProgramme } from "../action/read-programme.ts";
import type { Instance, MembreInstance } from "../ports.ts";
import type { ActionPublique, Cil, InstancePublique } from "./cil.ts";
import type { DecisionPubliee } from "./ports.ts";

/**
 * Public data on the governance. `base` must have no actor: a partner's would add rows closed to the public, and this object is
 * cached for everybody. Throws `territoire-inconnu`.
 */
export async function readCil(
  base: Base,
  { epci, aujourdhui }: { readonly epci: string; readonly aujourdhui: string },
): Promise<Cil> {
  const territoire = await base.territoires.find(epci);
  if (!territoire) {
    throw introuvable(
      "territoire-inconnu",
      "Aucune intercommunalité n’est ouverte ici sous ce numéro. Vérifiez l’adresse, ou cherchez la vôtre dans les chiffres publics.",
    );
  }
  const [instances, membres, versions, programme, decisions, evaluations, diffusion] = await Promise.all([
    base.instances.list(epci),
    base.instances.membres(epci),
    base.conventions.versions(epci),
    readProgramme(base, { epci, aujourdhui, tri: "numero" }),
    base.cil.decisions(epci),
    base.cil.evaluations(epci),
    base.diffusions.publique(epci),
  ]);
  const version = findVersion(versions, aujourdhui);
  const sieges = membres.filter((membre) => isMembreLe(membre, aujourdhui));
  return {
    epci,
    nom: territoire.nom,
    demonstration: territoire.demonstration,
    instances: instances
      .filter(({ closeLe }) => closeLe === null || closeLe > aujourdhui)
      .map((instance) => toInstance(instance, sieges)),
    convention: version?.depuis ? { titre: version.titre, depuis: version.depuis } : null,
    reunions: groupByReunion(decisions),
    actions: programme.lignes.map(toAction),
    calendrier: programme.lignes
      .flatMap(({ numero, jalonsLus }) =>
        jalonsLus.map(({ libelle, echeance, statut, atteintLe }) => ({
          jour: echeance,
          quoi: libelle,
          action: numero,
          statut,
          atteintLe,
        })),
      )
      .toSorted((a, b) => (a.jour ?? "9999").localeCompare(b.jour ?? "9999") || a.action - b.action),
    evaluations,
    chiffresLe: diffusion?.publieLe ?? null,
  };
}

function toInstance(instance: Instance, sieges: readonly MembreInstance[]): InstancePublique {
  const { id, nom, genre, objet, frequenceMois } = instance;
  const own = sieges.filter((membre) => membre.instance === id);
  return {
    nom,
    genre,
    objet,
    frequenceMois,
    colleges: COLLEGES.map((college) => ({
      college,
      membres: own
        .filter((membre) => membre.college === college)
        .map((membre) => ({ nom: membre.nom, fonction: membre.fonction })),
    })).filter((one) => one.membres.length > 0),
  };
}

function toAction({ numero, titre, etat, etatLe, jalonsLus }: LigneProgramme): ActionPublique {
  const dates = jalonsLus.filter(({ echeance }) => echeance !== null);
  const atteints = dates.filter(({ atteintLe }) => atteintLe !== null).length;
  return { numero, titre, etat, etatLe, jalons: { atteints, total: dates.length } };
}

function groupByReunion(decisions: readonly DecisionPubliee[]): Cil["reunions"] {
  const groupes = new Map<string, { jour: string; instanceNom: string; decisions: DecisionPubliee[] }>();
  for (const decision of decisions) {
    const { jour, instanceNom } = decision;
    const cle = `${jour} ${instanceNom}`;
    const groupe = groupes.get(cle) ?? { jour, instanceNom, decisions: [] };
    groupe.decisions.push(decision);
    groupes.set(cle, groupe);
  }
  return [...groupes.values()].map(({ jour, instanceNom, decisions: prises }) => ({
    jour,
    instanceNom,
    decisions: prises.map(({ numero, texte }) => ({ numero, texte })),
  }));
}
