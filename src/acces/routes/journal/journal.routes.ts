import type { Context } from "hono";
import { stream } from "hono/streaming";
import { z } from "zod";
import { csvOf, suiteCsvOf } from "#socle/documents/table.ts";
import { type FiltreJournal, FORME_CURSEUR } from "#socle/lectures/journal/ports.ts";
import { peut, peutPartout } from "#socle/regles/habilitation/peut.ts";
import { ACTES } from "#socle/regles/journal/acte.ts";
import { Refus } from "#socle/regles/shared/refus.ts";
import { garde } from "#socle/routes/acces/garde.ts";
import type { Env } from "#socle/routes/deps.ts";
import { idOuRien, ouRien, parseInput } from "#socle/routes/serveur/input.ts";
import { Routes } from "#socle/routes/serveur/routes.ts";
import { statutOf } from "#socle/routes/serveur/statut.ts";
import { openCadre, type Site } from "#socle/routes/site.ts";
import { exportJournal, readJournal } from "../../actes/journal/read-journal.ts";
import { JOURNAL } from "../../pages/journal/journal-csv.ts";
import { type Personne, renderJournalPage } from "../../pages/journal/journal-page.tsx";

/** `/t/:epci/journal` and its CSV. */
export function journalRoutes(site: Site): Routes {
  return new Routes()
    .get("/t/:epci/journal", garde("journal", "lire"), (c) => showJournal(site, c))
    .get("/t/:epci/journal.csv", garde("journal", "exporter"), (c) => sendJournal(site, c));
}

/** Days and instants that PostgreSQL has too. */
const jour = z.iso.date().refine((value) => value >= "2000-01-01" && value <= "2999-12-31");
const curseur = z.string().regex(FORME_CURSEUR).refine(isInstant);

function isInstant(value: string): boolean {
  const instant = new Date(value.slice(0, 27));
  return !Number.isNaN(instant.getTime()) && instant.toISOString().slice(0, 23) === value.slice(0, 23);
}

const filtreSchema = z.object({
  du: ouRien(jour),
  au: ouRien(jour),
  compte: idOuRien(),
  acte: ouRien(z.enum(ACTES)),
  demandeur: ouRien(z.uuid()),
  apres: ouRien(curseur),
});

/** Throws `saisie-invalide`, `dates-inversees`. */
function readFiltre(c: Context<Env>, epci: string): FiltreJournal {
  const asked = parseInput(filtreSchema, c.req.query());
  const { du, au } = asked;
  if (du !== null && au !== null && au < du) {
    throw new Refus("dates-inversees", "La date de fin vient avant la date de début : échangez-les.");
  }
  const filtre: Record<string, unknown> = Object.fromEntries(
    Object.entries(asked).filter(([, value]) => value !== null),
  );
  return { epci, ...filtre };
}

/** What a screen reads before the next page. */
const LIGNES_PAGE = 25;

/** A filter that is not understood comes back on the page, which then shows the whole journal. */
async function showJournal(site: Site, c: Context<Env>): Promise<Response> {
  const { epci, cadre } = await openCadre(site, c);
  const { acteur, base } = c.var;
  const { filtre, refus } = tryFiltre(c, epci);
  const [{ entrees, suite }, personnes] = await Promise.all([
    readJournal(base, { ...filtre, limite: LIGNES_PAGE }),
    listPersonnes(c, epci),
  ]);
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
      await output.write(csvOf(JOURNAL, first.done ? [] : first.value, "tableur"));
      for await (const entrees of pages) await output.write(suiteCsvOf(JOURNAL, entrees, "tableur"));
    },
    async (error) => {
      site.deps.log.error({ err: error, requete: c.get("requete") }, "export du journal interrompu");
    },
  );
}
