import type { Context } from "hono";
import { stream } from "hono/streaming";
import { z } from "zod";
import { renderTableCsv } from "#socle/documents/table-csv.ts";
import { type EntreeLue, type FiltreJournal, FORME_CURSEUR } from "#socle/lectures/journal/ports.ts";
import { peut, peutPartout } from "#socle/regles/habilitation/peut.ts";
import { ACTES } from "#socle/regles/journal/acte.ts";
import { Refus } from "#socle/regles/shared/refus.ts";
import { garde } from "#socle/routes/acces/garde.ts";
import type { Env } from "#socle/routes/deps.ts";
import { parseInput } from "#socle/routes/serveur/input.ts";
import { Routes } from "#socle/routes/serveur/routes.ts";
import { statutOf } from "#socle/routes/serveur/statut.ts";
import { openCadre, type Site } from "#socle/routes/site.ts";
import { exportJournal, readJournal } from "../../actes/journal/read-journal.ts";
import { type Personne, renderJournalPage } from "../../pages/journal/journal-page.tsx";
import { formatInstant, libelleActe, libelleRessource } from "../../pages/journal/libelles.ts";

/** `/t/:epci/journal` and its CSV. */
export function journalRoutes(site: Site): Routes {
  return new Routes()
    .get("/t/:epci/journal", garde("journal", "lire"), (c) => showJournal(site, c))
    .get("/t/:epci/journal.csv", garde("journal", "exporter"), (c) => sendJournal(site, c));
}

/** An empty field of the form means no filter. */
const vide = z.literal("").transform(() => undefined);
/** Days and instants within PostgreSQL's range too. */
const jour = z.iso.date().refine((value) => value >= "2000-01-01" && value <= "2999-12-31");
const curseur = z.string().regex(FORME_CURSEUR).refine(isInstant);

function isInstant(value: string): boolean {
  const instant = new Date(value.slice(0, 27));
  return !Number.isNaN(instant.getTime()) && instant.toISOString().slice(0, 23) === value.slice(0, 23);
}

const filtreSchema = z.object({
  du: vide.or(jour).optional(),
  au: vide.or(jour).optional(),
  compte: vide.or(z.coerce.number().int().positive().max(Number.MAX_SAFE_INTEGER)).optional(),
  acte: vide.or(z.enum(ACTES)).optional(),
  demandeur: vide.or(z.uuid()).optional(),
  apres: vide.or(curseur).optional(),
});

/** Throws `saisie-invalide`, `dates-inversees`. */
function readFiltre(c: Context<Env>, epci: string): FiltreJournal {
  const asked = parseInput(filtreSchema, c.req.query());
  const { du, au } = asked;
  if (du !== undefined && au !== undefined && au < du) {
    throw new Refus("dates-inversees", "La date de fin vient avant la date de début : échangez-les.");
  }
  const filtre: Record<string, unknown> = Object.fromEntries(
    Object.entries(asked).filter(([, value]) => value !== undefined),
  );
  return { epci, ...filtre };
}

/** An invalid filter is shown on the page, with the whole journal. */
async function showJournal(site: Site, c: Context<Env>): Promise<Response> {
  const { epci, cadre } = await openCadre(site, c);
  const { acteur, base } = c.var;
  const { filtre, refus } = tryFiltre(c, epci);
  const [{ entrees, suite }, personnes] = await Promise.all([readJournal(base, filtre), listPersonnes(c, epci)]);
  const page = renderJournalPage({
    cadre,
    filtre,
    entrees,
    suite,
    personnes,
    partout: peutPartout(acteur, "journal", "lire", epci),
    exporter: peut(acteur, "journal", "exporter", epci),
    erreur: refus?.message ?? null,
  });
  return c.html(page, refus ? statutOf(refus) : 200);
}

function tryFiltre(c: Context<Env>, epci: string): { readonly filtre: FiltreJournal; readonly refus: Refus | null } {
  try {
    return { filtre: readFiltre(c, epci), refus: null };
  } catch (error) {
    if (!(error instanceof Refus)) throw error;
    return { filtre: { epci }, refus: error };
  }
}

/** Accounts whose habilitations in the territory the reader may see, past ones included. */
async function listPersonnes(c: Context<Env>, epci: string): Promise<readonly Personne[]> {
  const { acteur, base } = c.var;
  if (!peutPartout(acteur, "habilitation", "lire", epci)) return [];
  const habilitations = await base.habilitations.list(epci);
  const noms = new Map(habilitations.map(({ compte }) => [compte.id, `${compte.prenom} ${compte.nom}`]));
  return [...noms]
    .map(([compte, nom]) => ({ compte, nom }))
    .toSorted((a, b) => a.nom.localeCompare(b.nom, "fr") || a.compte - b.compte);
}

const ENTETE_CSV = [
  "date_heure_paris",
  "instant_utc",
  "organisation",
  "numero",
  "auteur",
  "compte",
  "acte",
  "acte_libelle",
  "ressource",
  "objet",
  "dossier",
  "motif",
] as const;

async function sendJournal(site: Site, c: Context<Env>): Promise<Response> {
  const { epci } = await openCadre(site, c);
  const { apres: _, ...filtre } = readFiltre(c, epci);
  c.header("content-type", "text/csv; charset=utf-8");
  c.header("content-disposition", `attachment; filename="journal-${epci}.csv"`);
  const pages = exportJournal(c.var.base, filtre);
  // Read before anything is sent: a refusal of the database still gives an error page.
  const first = await pages.next();
  return stream(
    c,
    async (output) => {
      await output.write(renderTableCsv([ENTETE_CSV], "tableur"));
      if (!first.done) await output.write(renderLignes(first.value));
      for await (const entrees of pages) await output.write(renderLignes(entrees));
    },
    async (error) => {
      site.deps.log.error({ err: error, requete: c.get("requete") }, "export du journal interrompu");
    },
  );
}

/** Rows without the byte order mark, which only begins the file. */
function renderLignes(entrees: readonly EntreeLue[]): string {
  const lignes = entrees.map((entree) => [
    formatInstant(entree.le),
    entree.le,
    entree.nomOrganisation,
    entree.numero,
    entree.auteur,
    entree.compte,
    entree.acte,
    libelleActe(entree.acte),
    libelleRessource(entree.ressource),
    entree.objet,
    entree.demandeur,
    entree.motif,
  ]);
  return renderTableCsv(lignes, "tableur").replace(/^\uFEFF/, "");
}
