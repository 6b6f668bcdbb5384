import type { Context } from "hono";
import { z } from "zod";
import { valeurDe } from "#socle/pages/design/formulaire.tsx";
import { habilitationsFor, peut } from "#socle/regles/habilitation/peut.ts";
import { garde } from "#socle/routes/acces/garde.ts";
import { annee, brut, coche, numeroChoisi, relu } from "#socle/routes/champs.ts";
import type { Env } from "#socle/routes/deps.ts";
import { defineActe, type EtatPage, erreurOf, pageActes, Suite } from "#socle/routes/page-actes.ts";
import { parseInput, readPartie } from "#socle/routes/serveur/input.ts";
import { Routes } from "#socle/routes/serveur/routes.ts";
import { sendDocument } from "#socle/routes/serveur/send-document.ts";
import { openCadre, type Site } from "#socle/routes/site.ts";
import {
  commenterBilanBailleur,
  findVersion,
  preparerBilanBailleur,
  signerBilanBailleur,
  unknownVersion,
} from "../../actes/bilan-bailleur/actes.ts";
import { renderBilanBailleurPdf, renderBilanBailleurXlsx } from "../../documents/bilan-bailleur-document.ts";
import { comparerBilanBailleur } from "../../lectures/bilan-bailleur/comparer.ts";
import { type FicheBilanBailleur, presentBilanBailleur } from "../../lectures/bilan-bailleur/fiche.ts";
import { listerBilansBailleurs } from "../../lectures/bilan-bailleur/lister.ts";
import { PARTIES_BILAN_BAILLEUR, renderBilanBailleurPage } from "../../pages/bilan-bailleur/bilan-bailleur-page.tsx";
import { renderBilansPage } from "../../pages/bilan-bailleur/bilans-page.tsx";
import { questionSchema, readChoix } from "../question.ts";
import { readPrecisions, readSaisie } from "./saisie.ts";

const LIRE = garde("bilan", "lire");
const CHEMIN = "bilans-bailleurs";

/** `/t/:epci/bilans-bailleurs`: the quarterly bilans of bailleurs, one version, its acts and its documents. */
export function bilanBailleurRoutes(site: Site): Routes {
  return new Routes()
    .get(`/t/:epci/${CHEMIN}/:fichier{.+\\.(pdf|xlsx|json)}`, garde("bilan", "exporter"), (c) => send(c))
    .route("/", pageActes(site, { chemin: CHEMIN, droit: LIRE, show: showListe, actes: { prepare: PREPARER } }))
    .route(
      "/",
      pageActes(site, {
        chemin: `${CHEMIN}/:id`,
        droit: LIRE,
        show: showVersion,
        actes: { commente: COMMENTER, signe: SIGNER },
        annonces: { prepare: PREPARER.annonce },
      }),
    );
}

/** For the requested year, else the last published. */
async function showListe(site: Site, c: Context<Env>, etat: EtatPage): Promise<string> {
  const { epci, cadre } = await openCadre(site, c);
  const { base } = c.var;
  const parametre = etat.acte === null ? c.req.query("annee") : valeurDe(etat.saisie, "annee");
  const asked = parseInput(questionSchema.pick({ annee: true }), { annee: parametre }).annee;
  const choix = await readChoix(base, epci, base.cubes.annees(epci));
  const aujourdhui = site.deps.horloge.aujourdhui();
  const annee = asked ?? choix.annees.at(-1) ?? Number(aujourdhui.slice(0, 4));
  const liste = await listerBilansBailleurs(base, { epci, annee, aujourdhui });
  return renderBilansPage({ cadre, liste, choix, erreur: erreurOf(etat) });
}

const PREPARER = defineActe({
  chemin: "",
  droit: garde("bilan", "creer"),
  annonce: "Le bilan est préparé : vérifiez les chiffres, commentez-les si besoin, puis signez.",
  champs: { organisation: numeroChoisi("Organisation"), annee: annee("Année"), periode: brut() },
  run: async (lieu, demande) => {
    const { id } = await preparerBilanBailleur(lieu, { epci: lieu.epci, ...demande });
    return new Suite({ chemin: `${CHEMIN}/${id}` });
  },
});

function readId(c: Context<Env>, parametre: "id" | "fichier"): number {
  const texte = (c.req.param(parametre) ?? "").replace(/\.[a-z]+$/, "");
  const id = z.coerce.number().int().positive().safeParse(texte);
  // A malformed address is treated as a missing one.
  if (!/^[1-9]\d{0,14}$/.test(texte) || !id.success) throw unknownVersion();
  return id.data;
}

async function openFiche(c: Context<Env>, epci: string, parametre: "id" | "fichier"): Promise<FicheBilanBailleur> {
  const version = await findVersion(c.var.base, epci, readId(c, parametre));
  return presentBilanBailleur(version, await comparerBilanBailleur(c.var.base, version));
}

async function showVersion(site: Site, c: Context<Env>, etat: EtatPage): Promise<string> {
  const { epci, cadre } = await openCadre(site, c);
  const { acteur } = c.var;
  const fiche = await openFiche(c, epci, "id");
  const own = habilitationsFor(acteur, "bilan", "valider", epci);
  return renderBilanBailleurPage({
    cadre,
    partie: etat.acte === null ? readPartie(c.req.query(), PARTIES_BILAN_BAILLEUR) : null,
    fiche,
    responsable: own.some(({ organisation }) => organisation === fiche.version.organisation),
    exporter: peut(acteur, "bilan", "exporter", epci),
    saisie: etat.acte === "commente" ? readSaisie(etat.saisie) : null,
    annonce: etat.annonce,
    erreur: erreurOf(etat),
    aRelire: etat.code === "commentaire-a-relire",
  });
}

const COMMENTER = defineActe({
  chemin: "commentaire",
  droit: garde("bilan", "modifier"),
  annonce: "Le commentaire est enregistré.",
  champs: { commentaire: brut(), relu: relu() },
  run: ({ base, epci, numero }, texte, saisie) =>
    commenterBilanBailleur({ base }, { epci, id: numero("id"), ...texte, precisions: readPrecisions(saisie) }),
});

const SIGNER = defineActe({
  chemin: "signature",
  droit: garde("bilan", "valider"),
  annonce: "Le bilan est signé : cette version ne change plus.",
  champs: { empreinte: brut(), verifie: coche() },
  run: (lieu, vue) => signerBilanBailleur(lieu, { epci: lieu.epci, id: lieu.numero("id"), ...vue }),
});

async function send(c: Context<Env>): Promise<Response> {
  const epci = c.req.param("epci") ?? "";
  const fiche = await openFiche(c, epci, "fichier");
  const { figures, numero } = fiche.version;
  const nom = ["bilan-bailleur", epci, figures.siren, figures.annee, figures.periode, `v${numero}`].join("-");
  const extension = (c.req.param("fichier") ?? "").split(".").at(-1);
  if (extension === "pdf") return sendDocument(c, { nom, type: "pdf", contenu: await renderBilanBailleurPdf(fiche) });
  if (extension === "xlsx")
    return sendDocument(c, { nom, type: "xlsx", contenu: await renderBilanBailleurXlsx(fiche) });
  return sendDocument(c, { nom, type: "json", contenu: `${JSON.stringify(fiche.version, null, 2)}\n` });
}
