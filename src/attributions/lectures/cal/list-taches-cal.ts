import type { Base } from "#socle/lectures/base.ts";
import type { QuestionTaches, Tache } from "#socle/lectures/tache.ts";
import { formatHeure } from "#socle/regles/gouvernance/convocation.ts";
import { habilitationsFor, habilitationsIn, peut } from "#socle/regles/habilitation/peut.ts";
import { formatCompte, formatJour } from "#socle/regles/shared/format.ts";
import type { SeanceCal } from "../../actes/cal/ports.ts";
import { attendVotes, dernierJour, referenceSeance } from "../../regles/cal/seance.ts";
import { referenceLiberation } from "../../regles/liberation/liberation.ts";
import { maVoix, readSeance, type SeanceLue, tousOntVote } from "./seance-lue.ts";

/** What the commissions d’attribution ask of whoever holds one, sits in one, gives its commune's opinion, or offers what one has attributed. */
export async function listTachesCal(base: Base, question: QuestionTaches): Promise<readonly Tache[]> {
  const [seances, offres] = await Promise.all([listSeances(base, question), listOffres(base, question)]);
  return [...seances, ...offres];
}

async function listSeances(base: Base, question: QuestionTaches): Promise<readonly Tache[]> {
  const { epci } = question;
  const own = habilitationsIn(base.acteur, epci);
  if (!own.some(({ role }) => role === "secretaire-cal" || role === "membre-cal" || role === "commune")) return [];
  const vivantes = (await base.cal.list(epci)).filter(({ etat }) => etat !== "notifiee");
  const lues = await Promise.all(vivantes.map(({ id }) => readSeance(base, epci, id)));
  return lues.flatMap((lue) => {
    const ici = { ...lue, logements: lue.logements.filter((logement) => logement.epci === epci) };
    return [
      // Held where it was convened, whatever the territories of its dwellings.
      ...(lue.secretaire && lue.seance.epci === epci ? sayTenue(lue, question) : []),
      ...sayVote(base, ici, question),
      ...sayAvis(base, ici, question),
      ...(lue.secretaire ? [] : saySeance(ici, question)),
    ];
  });
}

function nomOf({ annee, numero, nomBailleur }: SeanceCal): string {
  return `Séance ${referenceSeance(annee, numero)} (${nomBailleur})`;
}

function cheminOf({ id }: SeanceCal, suite = ""): string {
  return `cal/${id}${suite}`;
}

function quandOf({ tenueLe, heure }: SeanceCal): string {
  return `le ${formatJour(tenueLe)} à ${formatHeure(heure)}`;
}

/** The next act of the secretary. */
function sayTenue(lue: SeanceLue, { aujourdhui, maintenant }: QuestionTaches): Tache[] {
  const { seance } = lue;
  const nom = nomOf(seance);
  switch (seance.etat) {
    case "preparation":
      return [
        {
          code: "cal-a-convoquer",
          titre: `${nom} : membres à convoquer`,
          echeance: seance.tenueLe,
          pourquoi:
            lue.logements.length === 0
              ? `Prévue ${quandOf(seance)}. Aucun logement n’est encore à l’ordre du jour.`
              : `Prévue ${quandOf(seance)}, avec ${formatCompte(lue.logements.length, "logement")}. Personne n’est encore convoqué.`,
          action: "Préparer la séance",
          chemin: cheminOf(seance),
        },
      ];
    case "convoquee":
      if (seance.tenueLe > aujourdhui) return [];
      return [
        {
          code: "cal-a-ouvrir",
          titre: `${nom} : à ouvrir`,
          echeance: seance.tenueLe,
          leJour: true,
          pourquoi: `Convoquée ${quandOf(seance)}. On vote et on décide une fois la séance ouverte.`,
          action: "Ouvrir la séance",
          chemin: cheminOf(seance),
        },
      ];
    case "ouverte":
      return sayCloture(lue, maintenant);
    case "close":
      return sayNotifications(lue);
    default:
      return [];
  }
}

/** By writing, nothing is asked as long as members still have time to vote. */
function sayCloture(lue: SeanceLue, maintenant: string): Tache[] {
  const { seance, logements } = lue;
  const restent = logements.filter(({ etat }) => etat === "inscrit");
  if (attendVotes(seance.fenetre, maintenant) && restent.some((logement) => !tousOntVote(lue, logement))) return [];
  const commun = { echeance: dernierJour(seance), chemin: cheminOf(seance, "/cloture") };
  if (restent.length > 0) {
    return [
      {
        ...commun,
        code: "cal-a-decider",
        action: "Voir les logements",
        titre: `${nomOf(seance)} : ${formatCompte(restent.length, "logement")} à décider`,
        pourquoi: "La séance est ouverte : chaque logement se décide, ou se reporte, avant sa clôture.",
      },
    ];
  }
  return [
    {
      ...commun,
      code: "cal-a-clore",
      titre: `${nomOf(seance)} : procès-verbal à figer`,
      action: "Clore la séance",
      pourquoi: "Tous les logements sont décidés. Le procès-verbal se relit, puis se fige à la clôture.",
    },
  ];
}

function sayNotifications({ seance, decisions }: SeanceLue): Tache[] {
  // An erased household is not notified.
  const restent = decisions.filter(({ notifieeLe, candidature }) => notifieeLe === null && candidature !== null).length;
  if (restent === 0) return [];
  return [
    {
      code: "cal-a-notifier",
      action: "Relire et envoyer",
      chemin: cheminOf(seance, "/cloture"),
      titre: `${nomOf(seance)} : ${formatCompte(restent, "décision")} à notifier`,
      pourquoi: "La séance est close : chaque demandeur attend de lire sa décision, et sa raison.",
      echeance: seance.closeLe?.slice(0, 10) ?? seance.tenueLe,
    },
  ];
}

/** Votes by writing that the person has not given. */
function sayVote(base: Base, lue: SeanceLue, { epci, maintenant }: QuestionTaches): Tache[] {
  const { seance, moi, logements, candidats, votes } = lue;
  if (moi === null || seance.etat !== "ouverte") return [];
  if (!attendVotes(seance.fenetre, maintenant) || !peut(base.acteur, "decision", "valider", epci)) return [];
  const restent = logements.filter((logement) => {
    const voix = maVoix(lue, logement);
    const faits = new Set(votes.filter(({ membre }) => membre === voix?.id).map(({ candidature }) => candidature));
    const ouverts = candidats.filter((c) => c.liberation === logement.liberation && c.etat === "presentee");
    return voix !== undefined && ouverts.some(({ id }) => !faits.has(id));
  });
  const [premier] = restent;
  if (premier === undefined) return [];
  const chemin = restent.length === 1 ? `/logements/${premier.liberation}` : "";
  return [
    {
      code: "cal-vote",
      action: "Voter",
      chemin: cheminOf(seance, chemin),
      echeance: dernierJour(seance),
      titre: `${nomOf(seance)} : votre vote sur ${formatCompte(restent.length, "logement")}`,
      pourquoi: `Le vote par écrit se termine le ${formatJour(dernierJour(seance))}. Le dernier vote compte.`,
    },
  ];
}

/** A commune that is convened, for the dwellings of its own territory. */
function sayAvis({ acteur }: Base, { seance, logements, avis }: SeanceLue, { epci }: QuestionTaches): Tache[] {
  const mairie = habilitationsIn(acteur, epci).find(({ role }) => role === "commune");
  if (!mairie || seance.etat !== "convoquee") return [];
  const donnes = new Set(avis.map(({ liberation }) => liberation));
  const restent = logements.filter(
    ({ liberation, commune }) =>
      !donnes.has(liberation) && (mairie.communes.length === 0 || mairie.communes.includes(commune)),
  );
  if (restent.length === 0) return [];
  return [
    {
      code: "cal-avis",
      action: "Donner l’avis",
      chemin: cheminOf(seance),
      echeance: seance.tenueLe,
      titre: `${nomOf(seance)} : avis de la commune sur ${formatCompte(restent.length, "logement")}`,
      pourquoi: `La séance s’ouvre ${quandOf(seance)} : l’avis se donne avant.`,
    },
  ];
}

/** For members who are not the secretary. */
function saySeance({ seance, moi, logements }: SeanceLue, { aujourdhui }: QuestionTaches): Tache[] {
  if (moi === null || seance.etat !== "convoquee" || seance.tenueLe < aujourdhui) return [];
  return [
    {
      code: "cal-seance",
      action: "Lire les dossiers",
      chemin: cheminOf(seance),
      leJour: true,
      titre: `${nomOf(seance)} : ${quandOf(seance)}`,
      pourquoi: `Vous y êtes convoqué : ${formatCompte(logements.length, "logement")} à l’ordre du jour.`,
      echeance: seance.tenueLe,
    },
  ];
}

/** Shown one by one up to that many. */
const OFFRES_MAX = 5;

/** Dwellings attributed, without an offer yet. */
async function listOffres(base: Base, { epci }: QuestionTaches): Promise<readonly Tache[]> {
  const own = habilitationsFor(base.acteur, "proposition", "creer", epci)
    .filter(({ role }) => role === "agent-bailleur" || role === "responsable-bailleur")
    .map(({ organisation }) => organisation);
  if (own.length === 0) return [];
  const attribues = await base.candidatures.aOffrir(epci, [...new Set(own)]);
  if (attribues.length > OFFRES_MAX) {
    return [
      {
        code: "offres-a-faire",
        action: "Voir les logements",
        chemin: "liberations",
        titre: `${formatCompte(attribues.length, "offre à envoyer", "offres à envoyer")}`,
        pourquoi: "La commission a attribué ces logements, et personne n’a encore d’offre.",
        echeance: attribues[0]?.decideeLe ?? null,
      },
    ];
  }
  return attribues.map(({ liberation, numero, adresse, rang, decideeLe }) => ({
    code: "offre-a-faire",
    action: "Envoyer l’offre",
    chemin: `liberations/${liberation}`,
    titre: `Offre à envoyer : ${referenceLiberation(numero)}, ${adresse}`,
    pourquoi: `${decideeLe === null ? "La commission a attribué ce logement" : `La commission du ${formatJour(decideeLe)} a attribué ce logement`} au rang ${rang ?? 1}, qui n’a pas encore d’offre.`,
    echeance: decideeLe,
  }));
}
