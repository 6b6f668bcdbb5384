import { type Attendu, ajouterMois, fin, type Graine, insert, jourAuHasard } from "./graine.ts";

/** Rows that still hold something of a household to rehouse. */
export const SONDES_RELOGEMENT: Readonly<Record<string, string>> = {
  "public.relogement": "select id::text from relogement where demandeur is not null",
  "public.relogement (dossier)":
    "select id::text from relogement where origine_rpls is not null or reference like 'canari%'",
  "nominatif.menage_reloge": "select relogement::text from nominatif.menage_reloge",
  "public.relogement_entretien": "select id::text from relogement_entretien where texte is not null",
  "public.relogement_comite": "select id::text from relogement_comite where motif <> ''",
  "public.relogement_offre":
    "select id::text from relogement_offre where adresse <> '' or concat(ident_rpls, precision, raison_rang) <> ''",
  "public.relogement_offre (demandeur)": "select id::text from relogement_offre where demandeur is not null",
  "public.bail_relogement": "select id::text from bail_relogement",
  "public.bail_relogement (clé)":
    "select id::text from bail_relogement where cle is not null or numero_rpls is not null",
  "public.bail_relogement (demandeur)": "select id::text from bail_relogement where demandeur is not null",
  "public.rapprochement_relogement": "select lot::text from rapprochement_relogement",
  "public.mission_relogement": "select compte::text from mission_relogement",
  "public.operation_baux": "select operation::text from operation_baux",
};

type Push = (sonde: string, cle: string, ...jours: string[]) => void;

/**
 * A file, its offer, its lease: detached a year after its end, whatever becomes of the household in the register of demandes; the name of
 * a household goes with its file, and not with its demande. `partage`: also the end of the demandeur's own rows.
 */
export async function semerRelogement(
  { sql, hasard, epci, organisation }: Graine,
  demandeur: string,
  i: number,
  { partage, seul }: { readonly partage: Push; readonly seul: Push },
): Promise<void> {
  const clos = i % 4 === 3 ? null : jourAuHasard(hasard, "2021-01-01", "2033-06-01");
  const jours = clos === null ? [] : [ajouterMois(clos, 12)];
  const operation = await insert(sql, "operation", {
    epci,
    organisation,
    nom: `Immeuble ${i}`,
    genre: "demolition",
    cadre: "npnru",
    saisie_le: "2013-05-01T10:00:00Z",
  });
  const relogement = await insert(sql, "relogement", {
    demandeur,
    epci,
    organisation,
    operation,
    reference: `canari-${operation}`,
    origine_rpls: "canari",
    clos_le: clos,
    etat: clos === null ? "offres" : "reloge",
  });
  partage("public.relogement", relogement, ...jours);
  seul("public.relogement (dossier)", relogement, ...jours);
  const own = { epci, relogement };
  await insert(sql, "nominatif.menage_reloge", { ...own, nom: "canari", prenom: "canari" }, "relogement");
  seul("nominatif.menage_reloge", relogement, ...jours);
  const jour = "2020-02-01";
  const row = async (table: string, values: Readonly<Record<string, unknown>>) => {
    const cle = await insert(sql, table, { ...own, ...values });
    seul(`public.${table}`, cle, ...jours);
    return cle;
  };
  await row("relogement_entretien", { le: jour, mode: "domicile", texte: "canari" });
  await row("relogement_comite", { le: jour, objet: "poursuite", motif: "canari" });
  const signe = { reponse: "acceptee", repondu_le: jour, bail_signe_le: clos ?? "2020-03-01" };
  const offre = await row("relogement_offre", {
    relogeur: organisation,
    numero: 1,
    adresse: "canari",
    commune: "52448",
    situation: "qpv",
    proposee_le: jour,
    ...signe,
    ident_rpls: "canari",
    precision: "canari",
  });
  partage("public.relogement_offre (demandeur)", offre, ...jours);
  await semerBail({ sql, epci, organisation }, { relogement, offre, i, operation }, { partage, seul }, jours);
}

/** The fact of the lease: without its key three years after the year, and gone ten years after it. */
async function semerBail(
  { sql, epci, organisation }: Pick<Graine, "sql" | "epci" | "organisation">,
  ids: { readonly relogement: string; readonly offre: string; readonly i: number; readonly operation: string },
  { partage, seul }: { readonly partage: Push; readonly seul: Push },
  jours: readonly string[],
): Promise<void> {
  const { relogement, offre, i, operation } = ids;
  const annee = 2013 + (i % 12);
  const bail = await insert(sql, "bail_relogement", {
    epci,
    relogement,
    offre,
    bailleur: "100000001",
    signe_le: `${annee}-06-30`,
    numero_rpls: "canari",
    situation: "qpv",
    quartile: "q1",
    ressources: "positives",
    contingent: "x",
    menage: "1",
    age: "x",
    cle: `canari-${relogement}`,
  });
  seul("public.bail_relogement", bail, ajouterMois(fin(annee), 120));
  seul("public.bail_relogement (clé)", bail, ajouterMois(fin(annee), 36));
  partage("public.bail_relogement (demandeur)", bail, ...jours, ajouterMois(fin(annee), 120));
  // What was said of it and of a commission's lease: by both, without a key.
  const commission = await insert(sql, "bail", {
    epci,
    organisation,
    bailleur: "100000001",
    signe_le: `${annee}-06-30`,
  });
  const prise = await insert(sql, "paire_decision", {
    epci,
    bailleur: "100000001",
    bail: commission,
    registre: bail,
    signe_le: `${annee}-06-30`,
    decision: "distincts",
    fichier: "{}",
    blaise: "{}",
  });
  seul("public.paire_decision", prise, ajouterMois(fin(annee), 120));
  await insert(sql, "operation_baux", { operation, epci, organisation, connus: 3, q1_ou_reloges: 1 }, "operation");
  seul("public.operation_baux", operation, ajouterMois(fin(2013), 120));
}

/** What an officer was entrusted with goes with the account. */
export async function semerMission(
  { sql, epci, organisation }: Graine,
  compte: string,
  attendus: Attendu[],
  disparait: string,
): Promise<void> {
  const operation = await insert(sql, "operation", {
    epci,
    organisation,
    nom: `Immeuble confié ${compte}`,
    genre: "demolition",
    cadre: "npnru",
  });
  await insert(sql, "mission_relogement", { epci, operation, compte, du: "2020-01-01" });
  attendus.push({ sonde: "public.mission_relogement", cle: compte, disparait });
}
