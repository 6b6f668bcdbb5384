import type { Base } from "#socle/lectures/base.ts";
import { cheminOf, type QuestionTaches, type Tache } from "#socle/lectures/tache.ts";
import { formatHeure } from "#socle/regles/gouvernance/convocation.ts";
import { peutPartout } from "#socle/regles/habilitation/peut.ts";
import { addDays } from "#socle/regles/shared/calendrier.ts";
import { formatCompte, formatJour } from "#socle/regles/shared/format.ts";
import { readRythme } from "../../regles/calendrier-instance.ts";
import type { EnvoiReunion, Instance, Reunion } from "../ports.ts";

/** Days before the expected meeting when the task appears. */
const A_REUNIR_JOURS = 30;

/** Tasks on instances and their meetings, for whoever prepares and holds them. */
export async function listTachesReunions(base: Base, { epci, aujourdhui }: QuestionTaches): Promise<readonly Tache[]> {
  if (!peutPartout(base.acteur, "instance", "modifier", epci)) return [];
  const [instances, reunions] = await Promise.all([base.instances.list(epci), base.reunions.list(epci)]);
  const convoquees = reunions.filter(({ etat, jour }) => etat === "convoquee" && jour >= aujourdhui);
  const preparees = await Promise.all(
    convoquees.map(async (reunion) => {
      const [points, envois] = await Promise.all([
        base.tenues.points(epci, reunion.id),
        base.reunions.envois(epci, reunion.id),
      ]);
      return [...sayAgenda(reunion, points.length), ...sayEnvois(reunion, envois)];
    }),
  );
  return [
    ...instances.flatMap((instance) => sayInstance(instance, reunions, aujourdhui)),
    ...reunions.flatMap((reunion) => sayReunion(reunion, aujourdhui)),
    ...preparees.flat(),
  ];
}

function sayInstance(instance: Instance, toutes: readonly Reunion[], aujourdhui: string): Tache[] {
  const reunions = toutes.filter((reunion) => reunion.instance === instance.id);
  const { etat, prochaine, attendue, derniere } = readRythme(instance, reunions, aujourdhui);
  if (etat === "sans-rythme" || prochaine !== null) return [];
  // A meeting in progress, or past and still open, is reported by `sayReunion`.
  if (reunions.some((reunion) => reunion.etat !== "close" && reunion.etat !== "annulee")) return [];
  if (attendue !== null && attendue > addDays(aujourdhui, A_REUNIR_JOURS)) return [];
  const rythme = instance.frequenceMois === null ? "" : ` Elle se réunit tous les ${instance.frequenceMois} mois.`;
  const derniereFois = derniere === null ? "Aucune réunion n’est écrite." : `Dernière le ${formatJour(derniere)}.`;
  return [
    {
      code: "instance-a-reunir",
      titre: `${instance.nom} à réunir`,
      pourquoi: `${derniereFois}${rythme}`,
      action: "Fixer la réunion",
      chemin: cheminOf("commission/reunions/nouvelle", { instance: instance.id }),
      echeance: attendue,
    },
  ];
}

function hrefOf({ id }: Reunion, suite = ""): string {
  return `commission/reunions/${id}${suite}`;
}

function sayReunion(reunion: Reunion, aujourdhui: string): Tache[] {
  const { etat, jour, titre, heure } = reunion;
  const quand = `${formatJour(jour)} à ${formatHeure(heure)}`;
  const echeance = jour;
  if (etat === "preparation") {
    const pourquoi =
      jour >= aujourdhui
        ? `Le ${quand}. Les membres ne sont pas encore convoqués.`
        : `Prévue le ${quand}, et personne n’a été convoqué : changez sa date, ou annulez-la.`;
    return [
      {
        code: "reunion-a-convoquer",
        titre: `${titre} : à convoquer`,
        pourquoi,
        echeance,
        action: "Préparer la réunion",
        chemin: hrefOf(reunion),
      },
    ];
  }
  if (etat === "convoquee" && jour === aujourdhui) {
    return [
      {
        code: "reunion-a-tenir",
        titre: `${titre} : c’est aujourd’hui`,
        echeance,
        leJour: true,
        pourquoi: `À ${formatHeure(heure)}. Notez les présences, puis les décisions, point par point.`,
        action: "Tenir la réunion",
        chemin: hrefOf(reunion, "/tenue"),
      },
    ];
  }
  if (etat === "ouverte" || (etat === "convoquee" && jour < aujourdhui)) {
    const pourquoi =
      etat === "ouverte"
        ? `Ouverte le ${formatJour(jour)}. Son relevé ne paraît qu’une fois la réunion close.`
        : `Elle était convoquée le ${quand} : écrivez ce qui s’y est décidé, ou annulez-la.`;
    return [
      {
        code: "reunion-a-clore",
        titre: `${titre} : à clore`,
        pourquoi,
        echeance,
        action: "Finir la réunion",
        chemin: hrefOf(reunion, "/tenue"),
      },
    ];
  }
  return [];
}

function sayAgenda(reunion: Reunion, points: number): Tache[] {
  if (points > 0) return [];
  return [
    {
      code: "ordre-du-jour-vide",
      titre: `${reunion.titre} : ordre du jour vide`,
      pourquoi: "La réunion est convoquée, et aucun point n’est inscrit. Blaise en propose, chacun avec son constat.",
      action: "Choisir les points",
      chemin: hrefOf(reunion, "/ordre-du-jour"),
      echeance: reunion.jour,
    },
  ];
}

function sayEnvois(reunion: Reunion, envois: readonly EnvoiReunion[]): Tache[] {
  const restent = envois.filter(({ etat }) => etat === "echec" || etat === "a-envoyer").length;
  if (restent === 0) return [];
  return [
    {
      code: "convocations-non-parties",
      titre: `${formatCompte(restent, "convocation non partie", "convocations non parties")} : ${reunion.titre}`,
      pourquoi: "Ces personnes n’ont pas reçu le message : l’envoi a échoué, ou n’a pas encore été tenté.",
      action: "Voir les envois",
      chemin: hrefOf(reunion, "#envois"),
      echeance: reunion.jour,
    },
  ];
}
