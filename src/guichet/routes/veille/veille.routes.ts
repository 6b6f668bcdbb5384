import type { Context } from "hono";
import { z } from "zod";
import { MOTIFS_REFUS } from "#donnees/regles/demande/demande.ts";
import { ISSUES_VEILLE, MOTIFS_VEILLE } from "#observatoire/regles/veille/veille.ts";
import { SERVICES } from "#socle/documents/a-propos.ts";
import { formatCompte } from "#socle/regles/shared/format.ts";
import { garde } from "#socle/routes/acces/garde.ts";
import { choix, numeroChoisi, plusieursDe } from "#socle/routes/champs.ts";
import type { Env } from "#socle/routes/deps.ts";
import { lieuClasseur } from "#socle/routes/lieu-classeur.ts";
import { defineActe, type EtatPage, pageActes, Suite } from "#socle/routes/page-actes.ts";
import { ouRien, parseInput } from "#socle/routes/serveur/input.ts";
import { Routes } from "#socle/routes/serveur/routes.ts";
import { sendDocument } from "#socle/routes/serveur/send-document.ts";
import { openCadre, type Site } from "#socle/routes/site.ts";
import {
  cloreVeille,
  confierVeille,
  rendreVeille,
  rouvrirVeille,
  suivreVeille,
} from "../../actes/veille/suivre-veille.ts";
import { renderVeilleCsv, renderVeilleXlsx } from "../../documents/veille.ts";
import { computeVeille } from "../../lectures/veille/compute-veille.ts";
import { type FiltreVeille, SUIVIS_VEILLE } from "../../lectures/veille/ports.ts";
import { CHEMIN_VEILLE, renderVeillePage } from "../../pages/veille/veille-page.tsx";

/** The row policies of `veille` and the acts decide more: the EPCI entrusts, an organisation closes its own. */
const LIRE = garde("attribution", "lire");

/** Maximum rows of a file; the page shows a hundred. */
const LIGNES_FICHIER = 50_000;

/** `/t/:epci/demandes/veille` (action 4). */
export function veilleRoutes(site: Site): Routes {
  return new Routes()
    .get("/t/:epci/demandes/:fichier{veille\\.(csv|xlsx)}", LIRE, (c) => send(site, c))
    .route(
      "/",
      pageActes(site, {
        chemin: CHEMIN_VEILLE,
        droit: LIRE,
        show: showVeille,
        actes: { confier: CONFIER, prendre: PRENDRE, rendre: RENDRE, clore: CLORE, rouvrir: ROUVRIR },
      }),
    );
}

const filtreSchema: z.ZodType<FiltreVeille> = z.object({
  motif: z.enum(MOTIFS_VEILLE).catch("sans-suite"),
  commune: ouRien(z.string().regex(/^[0-9AB]{5}$/)),
  refus: ouRien(z.enum(MOTIFS_REFUS)),
  suivi: ouRien(z.enum(SUIVIS_VEILLE)),
});

function readVeille(site: Site, c: Context<Env>, epci: string, limite?: number) {
  const filtre = parseInput(filtreSchema, c.req.query());
  return computeVeille(c.var.base, { epci, aujourdhui: site.deps.horloge.aujourdhui(), ...filtre }, limite);
}

async function showVeille(site: Site, c: Context<Env>, { saisie, refus, annonce }: EtatPage): Promise<string> {
  const { epci, cadre } = await openCadre(site, c);
  return renderVeillePage({ cadre, veille: await readVeille(site, c, epci), annonce, etat: { saisie, refus } });
}

async function send(site: Site, c: Context<Env>): Promise<Response> {
  const { epci, cadre } = await openCadre(site, c);
  const veille = await readVeille(site, c, epci, LIGNES_FICHIER);
  const type = c.req.param("fichier")?.endsWith("xlsx") ? "xlsx" : "csv";
  const contenu =
    type === "xlsx" ? await renderVeilleXlsx(veille, lieuClasseur(site, cadre, SERVICES)) : renderVeilleCsv(veille);
  const nombre = veille.comptes === null ? veille.confiees.length : veille.lignes.length;
  const objet = `veille-${veille.filtre.motif}.${type}:${nombre}`;
  await c.var.base.journal.ecrire({ acte: "document-exporte", ressource: "attribution", epci, objet });
  return sendDocument(c, { nom: `veille-demandes-${epci}`, type, contenu });
}

const CONFIER = defineActe({
  chemin: "confier",
  droit: LIRE,
  annonce: (parametre) => {
    const confiees = parametre("confiees");
    if (!/^[1-9]\d{0,2}$/.test(confiees)) return null;
    return `${formatCompte(Number(confiees), "demande confiée", "demandes confiées")}.`;
  },
  champs: {
    motif: choix("Liste", MOTIFS_VEILLE),
    organisation: numeroChoisi("Organisme"),
    references: plusieursDe(/^[0-9A-F]{12}$/),
  },
  run: async ({ base, epci, aujourdhui }, demande) => {
    const confiees = await confierVeille(base, { epci, aujourdhui, ...demande });
    return new Suite({ parametres: { motif: demande.motif, confiees } });
  },
});

const UNE = ":veille{[1-9][0-9]{0,14}}";

const PRENDRE = defineActe({
  chemin: `${UNE}/prendre`,
  droit: LIRE,
  annonce: "Vous suivez cette demande.",
  defaire: { par: "rendre", quoi: "la prise en charge de cette demande", vise: ["veille"] },
  champs: {},
  run: async ({ base, epci, numero }) => {
    const id = numero("veille");
    await suivreVeille(base, { epci, id });
    return new Suite({ annuler: id });
  },
});

const RENDRE = defineActe({
  chemin: `${UNE}/rendre`,
  droit: LIRE,
  annonce: "Vous ne suivez plus cette demande\u00A0: elle attend quelqu’un de votre organisation.",
  champs: {},
  run: ({ base, epci, numero }) => rendreVeille(base, { epci, id: numero("veille") }),
});

const CLORE = defineActe({
  chemin: `${UNE}/clore`,
  droit: LIRE,
  annonce: "La veille de cette demande est close.",
  defaire: { par: "rouvrir", quoi: "la clôture de cette veille", vise: ["veille"] },
  champs: { issue: choix("Ce qu’il en est", ISSUES_VEILLE) },
  run: async ({ base, epci, aujourdhui, numero }, { issue }) => {
    const id = numero("veille");
    await cloreVeille(base, { epci, id, issue, aujourdhui });
    return new Suite({ annuler: id });
  },
});

const ROUVRIR = defineActe({
  chemin: `${UNE}/rouvrir`,
  droit: LIRE,
  annonce: "La veille de cette demande est rouverte.",
  champs: {},
  run: ({ base, epci, aujourdhui, numero }) => rouvrirVeille(base, { epci, id: numero("veille"), aujourdhui }),
});
