import { type Attendu, ajouterMois, type Graine, insert, jourAuHasard } from "./graine.ts";

/** Rows that still hold something of an agent who is convened, or of a household of which a meeting speaks. */
export const SONDES_REUNION: Readonly<Record<string, string>> = {
  "public.instance_contact": "select id::text from instance_contact",
  "public.reunion_envoi": "select id::text from reunion_envoi",
  "public.reunion_convoque": "select compte::text from reunion_convoque",
  "public.releve": "select fige_par from releve where fige_par like 'canari%'",
  "public.evaluation": "select fige_par from evaluation where fige_par like 'canari%'",
  "public.cas_bloque":
    "select id::text from cas_bloque where num_nonnulls(demandeur, complement, personnes, commune, quartile, besoin) > 0",
  "public.cas_proposition": "select id::text from cas_proposition where num_nonnulls(complement, commune) > 0",
  "public.cas_decision": "select id::text from cas_decision where complement is not null",
};

/**
 * A meeting to which the account was convened, in an instance of its own. What was sent and who was called goes a year after the meeting, or
 * with the account; a contact three months after the member or the instance ends, or with the account that has the same address; the name
 * under the minutes and the evaluation, with the account.
 */
export async function semerReunion(
  { sql, hasard, epci, organisation }: Graine,
  i: number,
  { compte, courriel, nom, anonyme }: Readonly<Record<"compte" | "courriel" | "nom" | "anonyme", string>>,
  attendus: Attendu[],
): Promise<void> {
  const push = (sonde: string, cle: string, ...jours: string[]) =>
    attendus.push({ sonde: `public.${sonde}`, cle, disparait: jours.sort()[0] ?? "9999-12-31" });
  const alea = () => jourAuHasard(hasard, "2021-01-01", "2033-06-01");
  const close = i % 3 === 0 ? alea() : null;
  const jusqua = i % 3 === 1 ? alea() : null;
  const instance = await insert(sql, "instance", {
    epci,
    genre: "groupe-travail",
    nom: `Groupe ${i}`,
    close_le: close,
  });
  const membre = await insert(sql, "instance_membre", {
    epci,
    instance,
    organisation,
    nom: "Simulée",
    college: "autres",
    jusqua,
  });
  const ends = [close, jusqua].filter((jour) => jour !== null).map((jour) => ajouterMois(jour, 3));
  const contact = { epci, membre, nom: "canari" };
  push("instance_contact", await insert(sql, "instance_contact", { ...contact, courriel: `C${i}@x.invalid` }), ...ends);
  // The product knows this one as an account: written here in capitals.
  const agent = { ...contact, courriel: courriel.toUpperCase() };
  push("instance_contact", await insert(sql, "instance_contact", agent), anonyme, ...ends);
  const jour = alea();
  const passee = ajouterMois(jour, 12);
  const reunion = await insert(sql, "reunion", { epci, instance, numero: 1, titre: "Réunion", jour });
  const envoi = { epci, reunion, membre, nom: "canari", courriel, methode: "REQUEST", sequence: 0 };
  push("reunion_envoi", await insert(sql, "reunion_envoi", envoi), passee);
  await insert(sql, "reunion_convoque", { epci, reunion, compte, du: jour, au: jour }, "compte");
  push("reunion_convoque", compte, anonyme, passee);
  await insert(sql, "releve", {
    epci,
    reunion,
    numero: `R${i}`,
    contenu: "{}",
    empreinte: "e",
    fige_par: nom,
  });
  await insert(sql, "evaluation", {
    epci,
    numero: `E${i}`,
    genre: "annuelle",
    annee_debut: 2020,
    annee_fin: 2020,
    contenu: "{}",
    contenu_public: "{}",
    empreinte: "e",
    fige_par: nom,
  });
  for (const table of ["releve", "evaluation"]) push(table, nom, anonyme);
}

/** A case opened without a household of the register: emptied a year after it was closed, with what was proposed and decided of it. */
export async function semerCasSansNom(
  { sql, hasard, epci, organisation }: Graine,
  i: number,
  attendus: Attendu[],
): Promise<void> {
  const clos = i % 4 === 1 ? null : jourAuHasard(hasard, "2021-01-01", "2033-06-01");
  const fini = clos === null ? "9999-12-31" : ajouterMois(clos, 12);
  const faits = { personnes: 4, commune: "52448", quartile: "q1", besoin: "adapte", complement: "canari" };
  const cas = await insert(sql, "cas_bloque", { epci, organisation, ...faits, clos_le: clos });
  attendus.push({ sonde: "public.cas_bloque", cle: cas, disparait: fini });
  for (const [sonde, cle] of await semerSuites({ sql, epci }, cas)) attendus.push({ sonde, cle, disparait: fini });
}

/** A proposal and a decision on a case: what they hold goes with what it holds. */
export async function semerSuites(
  { sql, epci }: Pick<Graine, "sql" | "epci">,
  cas: string,
): Promise<readonly (readonly [sonde: string, cle: string])[]> {
  const own = { epci, cas, complement: "canari", le: "2021-01-01" };
  return [
    ["public.cas_proposition", await insert(sql, "cas_proposition", { ...own, nature: "logement", commune: "52448" })],
    ["public.cas_decision", await insert(sql, "cas_decision", { ...own, sens: "prioriser" })],
  ];
}
