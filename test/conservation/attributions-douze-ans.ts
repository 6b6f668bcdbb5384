import { ajouterMois, fin, type Graine, insert, jourAuHasard } from "./graine.ts";

export const SONDES_ATTRIBUTION: Readonly<Record<string, string>> = {
  "public.candidature": "select id::text from candidature where num_nonnulls(demandeur, retrait_motif, examen) > 0",
  "public.echange":
    "select id::text from echange where num_nonnulls(demandeur, menage_reponse, menage_le, bailleur_motif) > 0",
  "public.echange_offre": "select id::text from echange_offre where demandeur is not null",
  "public.bail (clé)": "select id::text from bail where num_nonnulls(cle, numero_rpls, candidature) > 0",
  "public.bail (fait)": "select id::text from bail where numero_rpls is not null or typologie = 'T3'",
  "public.bail_suivi": "select id::text from bail_suivi",
  "public.examen_occupation":
    "select id::text from examen_occupation where num_nonnulls(personnes, avis_texte) > 0 or cardinality(situations) > 0",
  "sensible.examen_adaptation": "select examen::text from sensible.examen_adaptation",
  "public.plan (contenu)": "select id::text from plan where contenu is not null and nom like 'canari%'",
  "public.plan_menage": "select plan || ':' || demandeur from plan_menage",
  "public.rapprochement_bail": "select lot::text from rapprochement_bail",
  "public.paire_bail": "select lot::text from paire_bail",
  "public.paire_decision": "select id::text from paire_decision",
  "public.paire_decision (clé)": "select id::text from paire_decision where cle = 'canari'",
};

type Push = (sonde: string, cle: string, ...jours: string[]) => void;

/** A candidature, and the lease that followed: a case while it is the household's, then a fact of its year. */
export async function semerAttribution(
  { sql, epci, organisation, hasard }: Graine,
  demandeur: string,
  i: number,
  { partage, seul }: { readonly partage: Push; readonly seul: Push },
): Promise<void> {
  const logement = await insert(sql, "logement_suivi", { epci, organisation, cle: `attribution-${demandeur}` });
  const liberation = await insert(sql, "liberation", {
    epci,
    organisation,
    numero: i + 1,
    logement,
    origine: "conge",
    etape: "preavis",
    ouverte_le: "2020-01-01",
  });
  const designee = jourAuHasard(hasard, "2021-01-01", "2033-06-01");
  const candidature = await insert(sql, "candidature", {
    epci,
    organisation,
    liberation,
    demandeur,
    ordre: 1,
    source: "bailleur",
    designee_le: designee,
    retrait_motif: "canari",
    examen: JSON.stringify({ reference: "canari" }),
  });
  partage("public.candidature", candidature, ajouterMois(designee, 12));
  await semerEchange({ sql, epci, organisation }, { demandeur, logement, close: ajouterMois(designee, 1) }, partage);
  const plan = await insert(sql, "plan", {
    epci,
    organisation,
    nom: "canari",
    jour: designee,
    resume: "{}",
    contenu: "{}",
    empreinte: "e",
    fige_par: "x",
  });
  await insert(sql, "plan_menage", { plan, epci, organisation, numero: 1, demandeur }, "plan");
  seul("public.plan (contenu)", plan, ajouterMois(designee, 12));
  partage("public.plan_menage", `${plan}:${demandeur}`, ajouterMois(designee, 12));
  const annee = 2013 + (i % 12);
  const bail = await insert(sql, "bail", {
    epci,
    organisation,
    candidature,
    bailleur: "100000001",
    signe_le: `${annee}-06-30`,
    numero_rpls: "canari",
    cle: `canari-bail-${demandeur}`,
    typologie: "T3",
    anciennete_le: "2012-01-01",
  });
  seul("public.bail (clé)", bail, ajouterMois(fin(annee), 36));
  seul("public.bail (fait)", bail, ajouterMois(fin(annee), 120));
  await semerExamen({ sql, epci, organisation, hasard }, demandeur, bail, seul);
}

/** A dwelling offered for an exchange that its bailleur refused: a case, kept a year after its end. */
async function semerEchange(
  { sql, epci, organisation }: Pick<Graine, "sql" | "epci" | "organisation">,
  { demandeur, logement, close }: { readonly demandeur: string; readonly logement: string; readonly close: string },
  partage: Push,
): Promise<void> {
  const fini = { epci, organisation, demandeur, close_le: close };
  const offre = await insert(sql, "echange_offre", {
    ...fini,
    logement,
    accord_le: "2020-01-01",
    ouverte_le: "2020-01-01",
    cloture: "retrait",
  });
  const echange = await insert(sql, "echange", {
    ...fini,
    paire: crypto.randomUUID(),
    offre,
    propose_le: "2020-02-01",
    bailleur_reponse: "oui",
    bailleur_le: "2020-02-01",
    bailleur_motif: "canari",
    menage_reponse: "oui",
    menage_le: "2020-02-02",
    cloture: "menage",
  });
  partage("public.echange", echange, ajouterMois(close, 12));
  partage("public.echange_offre", offre, ajouterMois(close, 12));
}

/** A lease that is followed until its end, and an examination before: the facts a year, what is sensitive six months, all with the lease. */
async function semerExamen(
  { sql, epci, organisation, hasard }: Pick<Graine, "sql" | "epci" | "organisation" | "hasard">,
  demandeur: string,
  bail: string,
  seul: Push,
): Promise<void> {
  const examine = jourAuHasard(hasard, "2021-01-01", "2032-06-01");
  const clos = ajouterMois(examine, 30);
  const suivi = await insert(sql, "bail_suivi", {
    epci,
    organisation,
    bail,
    source: "blaise",
    cle: `canari-${demandeur}`,
    signe_le: "2018-01-01",
    clos_le: clos,
  });
  const seance = await insert(sql, "seance", { epci, organisation });
  const examen = await insert(sql, "examen_occupation", {
    epci,
    organisation,
    bail_suivi: suivi,
    seance,
    examine_le: examine,
    personnes: 4,
    situations: "{plafond}",
    reservee: true,
    transmis_le: examine,
    avis: "maintien",
    avis_texte: "canari",
    avis_le: examine,
  });
  await insert(sql, "sensible.examen_adaptation", { examen, epci, organisation, seance, besoin: "oui" }, "examen");
  seul("public.bail_suivi", suivi, ajouterMois(clos, 12));
  seul("public.examen_occupation", examen, ajouterMois(examine, 12));
  seul("sensible.examen_adaptation", examen, ajouterMois(examine, 6));
}
