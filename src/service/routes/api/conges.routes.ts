import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import { ecrireConges } from "#attributions/actes/partenaire/ecrire-conges.ts";
import { MOTS_CONGES } from "#attributions/pages/partenaire/mots-conges.ts";
import { renderTableCsv } from "#socle/documents/table-csv.ts";
import { garde } from "#socle/routes/acces/garde.ts";
import type { Env } from "#socle/routes/deps.ts";
import type { Site } from "#socle/routes/site.ts";
import { epci, json, REFUS } from "./reponses.ts";
import { compte } from "./schemas.ts";

const NOMS = MOTS_CONGES.colonnes.map(({ nom }) => nom);
const LIGNES_MAX = 1_000;

/** The columns of the file, under the same names. */
const conge = z
  .partialRecord(z.enum(NOMS), z.string().max(100))
  .openapi("Conge", { description: MOTS_CONGES.colonnes.map(({ nom, dit }) => `${nom} : ${dit}.`).join(" ") });

const refusee = z
  .object({ rang: compte, colonne: z.string().nullable(), code: z.string(), message: z.string() })
  .openapi("CongeRefuse");

const recu = z
  .object({ ouverts: compte, completes: compte, inchanges: compte, refuses: z.array(refusee).readonly() })
  .openapi("CongesRecus");

const ROUTE = createRoute({
  method: "post",
  path: "/territoires/{epci}/conges",
  middleware: garde("logement-prive", "modifier"),
  summary:
    "Congés et logements vacants d’un bailleur, pris dans RPLS : les lignes justes entrent, les autres reviennent",
  request: {
    params: z.object({ epci }),
    body: {
      required: true,
      content: { "application/json": { schema: z.object({ conges: z.array(conge).min(1).max(LIGNES_MAX) }) } },
    },
  },
  responses: { 200: json(recu, "Ce qui est entré, et ce qui est à corriger"), ...REFUS },
});

/** The same reading as the file's: what differs between the two doors would be two rules. */
export function congesApi(api: OpenAPIHono<Env>, { deps }: Site): void {
  api.openapi(ROUTE, async (c) => {
    const { epci: territoire } = c.req.valid("param");
    const { conges } = c.req.valid("json");
    const lignes = [NOMS, ...conges.map((un) => NOMS.map((nom) => un[nom] ?? ""))];
    const fichier = { nom: "conges.csv", octets: Buffer.from(renderTableCsv(lignes, "tableur")) };
    const aujourdhui = deps.horloge.aujourdhui();
    const { comptes, refus } = await ecrireConges(c.var.base, {
      epci: territoire,
      fichier,
      aujourdhui,
      empreinte: null,
    });
    const refuses = refus.map(({ ligne, colonne, code, message }) => ({ rang: ligne - 2, colonne, code, message }));
    return c.json({ ouverts: comptes.ouvre, completes: comptes.complete, inchanges: comptes.inchange, refuses }, 200);
  });
}
