import { inscrireLibre, inscrirePoints } from "#gouvernance/actes/inscrire-points.ts";
import { publierDecision } from "#gouvernance/actes/publier-decision.ts";
import { convoquer, creerReunion, openReunion } from "#gouvernance/actes/reunion-ecrire.ts";
import { suivreDecision } from "#gouvernance/actes/suivre-decision.ts";
import { closeReunion, noterPoint } from "#gouvernance/actes/tenue-ecrire.ts";
import { prendreDecision } from "#gouvernance/lectures/prendre-decision.ts";
import { direPresences } from "#gouvernance/lectures/presence-ecrire.ts";
import { readTenue } from "#gouvernance/lectures/tenue-lire.ts";
import type { Base } from "#socle/lectures/base.ts";
import { LIEU, type PointDemo, REUNIONS, type ReunionDemo } from "../../../demo/vie.ts";
import { baseDemo, type SessionDemo } from "./demo-base.ts";
import { jourAvant, tuesdayOf } from "./demo-vies.ts";

/**
 * The meetings of the last years, each run by the acts as on its day, and the next one convened. Does nothing when there is one already. The
 * synthetic accounts and the instances must exist.
 */
export async function openReunionsDemo(session: SessionDemo, epci: string): Promise<void> {
  const base = await baseDemo(session, "agent-epci", { ressource: "instance", action: "creer" });
  if (base === null || (await base.reunions.list(epci)).length > 0) return;
  const aujourdhui = session.horloge.aujourdhui();
  for (const reunion of REUNIONS) await hold(base, { epci, aujourdhui, reunion });
}

type ATenir = { readonly epci: string; readonly aujourdhui: string; readonly reunion: ReunionDemo };

/** Days between a convocation and its meeting. */
const AVANT = 15;

async function hold(base: Base, { epci, aujourdhui, reunion: { genre, ilYa, points } }: ATenir): Promise<void> {
  const instance = (await base.instances.list(epci)).find((one) => one.genre === genre);
  if (!instance) return;
  const jour = tuesdayOf(jourAvant(aujourdhui, ilYa));
  const convocation = [jourAvant(jour, AVANT), aujourdhui].toSorted()[0] ?? aujourdhui;
  const fiche = { titre: `${instance.nom} (réunion fictive)`, jour, heure: "14:00", dureeMinutes: 120 };
  const reunion = await creerReunion(base, {
    epci,
    instance: instance.id,
    aujourdhui: convocation,
    fiche: { ...fiche, lieu: LIEU, visio: null },
    relu: true,
  });
  const inscrits: (readonly [number, PointDemo])[] = [];
  for (const point of points) {
    const id = await inscrireLibre(base, { epci, reunion, titre: point.titre, texte: point.texte, relu: true });
    if (id !== undefined) inscrits.push([id, point]);
  }
  if (ilYa < 0) await putCas(base, { epci, reunion, aujourdhui });
  await convoquer(base, { epci, reunion, aujourdhui: convocation, maintenant: `${convocation}T08:00:00.000Z` });
  if (jour > aujourdhui || ilYa < 0) return;
  await openReunion(base, { epci, reunion, aujourdhui: jour, maintenant: `${jour}T12:00:00.000Z` });
  await tellPresences(base, epci, reunion);
  for (const [id, point] of inscrits) await dealWith(base, { epci, reunion, jour, id, point });
  await closeReunion(base, { epci, reunion, maintenant: `${jour}T14:00:00.000Z` });
  await followUp(base, { epci, reunion, jour, aujourdhui, points });
}

const CAS_A_VENIR = 3;

/** The next meeting deals with blocked cases, which those convened then read. */
async function putCas(base: Base, question: Pick<ATenir, "epci" | "aujourdhui"> & { readonly reunion: number }) {
  const signales = (await base.casBloques.list(question.epci)).filter(({ etat }) => etat === "signale");
  const proposes = signales
    .slice(0, CAS_A_VENIR)
    .map(({ id }) => ({ nature: "cas-bloque" as const, reference: String(id) }));
  if (proposes.length === 0) return;
  const aucune = () => Promise.resolve(0);
  await inscrirePoints(base, { ...question, prises: aucune }, { proposes, reportes: [], pieces: [] });
}

/** One member in six is excused: an instance is never whole. */
async function tellPresences(base: Base, epci: string, reunion: number): Promise<void> {
  const { membres } = await readTenue(base, epci, reunion);
  const presences = membres.map(({ id }, rang) => ({
    membre: id,
    etat: rang % 6 === 5 ? ("excuse" as const) : ("present" as const),
    mandataire: null,
  }));
  await direPresences(base, { epci, reunion, presences });
}

type ATraiter = {
  readonly epci: string;
  readonly reunion: number;
  readonly jour: string;
  readonly id: number;
  readonly point: PointDemo;
};

async function dealWith(base: Base, { epci, reunion, jour, id, point }: ATraiter): Promise<void> {
  const { notes, decision } = point;
  await noterPoint(base, { epci, reunion, point: id, etat: "traite", notes, relu: true });
  if (decision === null) return;
  const { membres } = await readTenue(base, epci, reunion);
  const porteur = membres.find(({ nom }) => nom.startsWith(decision.porteur));
  await prendreDecision(base, {
    epci,
    reunion,
    point: id,
    texte: decision.texte,
    membre: porteur?.id ?? null,
    responsable: porteur ? "" : decision.porteur,
    echeance: jourAvant(jour, -decision.joursPourFaire),
    suite: { genre: "aucune" },
    relu: true,
    horloge: { aujourdhui: () => jour, maintenant: () => `${jour}T13:00:00.000Z` },
  });
}

type ASuivre = Omit<ATraiter, "id" | "point"> & {
  readonly aujourdhui: string;
  readonly points: readonly PointDemo[];
};

async function followUp(base: Base, { epci, reunion, jour, aujourdhui, points }: ASuivre): Promise<void> {
  const prises = (await base.decisionsInstances.list(epci)).filter((one) => one.reunion === reunion);
  for (const { id, texte } of prises) {
    const demo = points.find(({ decision }) => decision?.texte === texte)?.decision;
    if (!demo) continue;
    if (demo.publiee) await publierDecision(base, { epci, id, aujourdhui: jour });
    const le = [jourAvant(jour, -30), aujourdhui].toSorted()[0] ?? aujourdhui;
    const note = "Suivi fictif : démonstration.";
    if (demo.suivi !== null)
      await suivreDecision(base, { epci, id, etat: demo.suivi, note, le, relu: true, aujourdhui });
  }
}
