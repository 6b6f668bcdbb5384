import { randomUUID } from "node:crypto";
import { type Attendu, ajouterMois, type Graine, insert, jourAuHasard } from "./graine.ts";

/** Rows that still hold something of who sat in a commission, or of a household that it looked at. */
export const SONDES_SEANCE: Readonly<Record<string, string>> = {
  "public.cal_membre": "select id::text from cal_membre where num_nonnulls(compte, designation) > 0",
  "public.cal_membre (compte)": "select id::text from cal_membre where compte is not null",
  "public.seance_membre": "select id::text from seance_membre where num_nonnulls(compte, designation) > 0",
  "public.seance_membre (compte)": "select id::text from seance_membre where compte is not null",
  "public.seance_envoi": "select id::text from seance_envoi",
  "public.seance_jeton": "select jeton::text from seance_jeton where empreinte is not null",
  "public.seance_avis": "select liberation::text from seance_avis where motif is not null",
  "public.seance_vote": "select id::text from seance_vote",
  "public.seance_message": "select id::text from seance_message",
  "public.seance_pv": "select seance::text from seance_pv where contenu <> '{}'",
  "public.decision (candidature)":
    "select id::text from decision where num_nonnulls(candidature, precision, designation) > 0",
};

/**
 * A session with its votes, its words, its minutes and a decision: a year each, after its own day; who sat, a year after the session, three months
 * after their mandate, or with the account.
 */
export async function semerSeance(
  { sql, hasard, epci, organisation }: Graine,
  i: number,
  { compte, anonyme }: { readonly compte: string; readonly anonyme: string },
  attendus: Attendu[],
): Promise<void> {
  const push = (sonde: string, cle: string, ...jours: string[]) =>
    attendus.push({ sonde: `public.${sonde}`, cle, disparait: jours.sort()[0] ?? "9999-12-31" });
  const jour = jourAuHasard(hasard, "2021-01-01", "2033-06-01");
  const le = `${jour}T10:00:00Z`;
  const passee = ajouterMois(jour, 12);
  const jusqua = i % 2 === 0 ? jourAuHasard(hasard, "2022-01-01", "2033-06-01") : null;
  const siege = { epci, organisation, qualite: "bailleur", designation: "canari", compte };
  const parti = jusqua === null ? [] : [ajouterMois(jusqua, 3)];
  const membreCal = await insert(sql, "cal_membre", { ...siege, depuis: "2020-01-01", jusqua });
  push("cal_membre", membreCal, ...parti);
  push("cal_membre (compte)", membreCal, anonyme, ...parti);
  const seance = await insert(sql, "seance", { epci, organisation, tenue_le: jour });
  const membre = await insert(sql, "seance_membre", { ...siege, seance });
  push("seance_membre", membre, passee);
  push("seance_membre (compte)", membre, anonyme, passee);
  const envoi = { epci, seance, organisation, seance_membre: membre, cle: `canari-${seance}`, demande_le: le };
  push("seance_envoi", await insert(sql, "seance_envoi", { ...envoi, motif: "canari" }), passee);
  const logement = await insert(sql, "logement_suivi", { epci, organisation, cle: `seance-${seance}` });
  const liberation = await insert(sql, "liberation", {
    epci,
    organisation,
    numero: 1000 + i,
    logement,
    origine: "conge",
    etape: "preavis",
    ouverte_le: "2020-01-01",
  });
  const candidature = await insert(sql, "candidature", {
    epci,
    organisation,
    liberation,
    seance,
    epci_seance: epci,
    ordre: 1,
    source: "bailleur",
    designee_le: jour,
    etat: "presentee",
  });
  const own = { epci, seance, organisation, liberation };
  const devant = { ...own, epci_seance: epci };
  await insert(sql, "seance_logement", { ...devant, ordre: 1, commune: "52448", bien: "{}" }, "seance");
  const avis = { ...own, commune: "52448", sens: "reserve", motif: "canari", le };
  push("seance_avis", await insert(sql, "seance_avis", avis, "liberation"), passee);
  const vote = { ...devant, candidature, seance_membre: membre, n: 1, sens: "abstention", le };
  push("seance_vote", await insert(sql, "seance_vote", vote), passee);
  push(
    "seance_message",
    await insert(sql, "seance_message", { ...devant, nature: "message", texte: "canari", le }),
    passee,
  );
  const jeton = { seance, epci, organisation, jeton: randomUUID(), acte: "vote", empreinte: "canari", le };
  push("seance_jeton", await insert(sql, "seance_jeton", jeton, "jeton"), passee);
  const pv = {
    seance,
    epci,
    epci_seance: epci,
    organisation,
    numero: "x",
    contenu: '{"a":1}',
    empreinte: "e",
    fige_le: le,
  };
  push("seance_pv", await insert(sql, "seance_pv", pv, "seance"), passee);
  const decision = await insert(sql, "decision", {
    ...devant,
    candidature,
    sens: "report",
    motif: "canari",
    precision: "canari",
    designation: "canari",
    decidee_le: jour,
  });
  push("decision", decision, passee);
  push("decision (candidature)", decision, passee);
}
