import type { Context } from "hono";
import { readPiecesDossier } from "#dossier/lectures/piece/read-pieces.ts";
import { CHEMIN_DEMANDES } from "#dossier/pages/registre/chemins.ts";
import { MOTIFS_OUVERTURE } from "#observatoire/regles/registre/registre.ts";
import { renderDocumentPdf } from "#socle/documents/rendre.ts";
import { peut } from "#socle/regles/habilitation/peut.ts";
import { garde } from "#socle/routes/acces/garde.ts";
import { brut, choix } from "#socle/routes/champs.ts";
import type { Env } from "#socle/routes/deps.ts";
import { defineActe, type EtatPage, erreurOf, pageActes, SANS_ACTE, Suite } from "#socle/routes/page-actes.ts";
import { Routes } from "#socle/routes/serveur/routes.ts";
import { sendDocument } from "#socle/routes/serveur/send-document.ts";
import { openCadre, type Site } from "#socle/routes/site.ts";
import { remettreAttestation } from "../../actes/registre/attester.ts";
import { declarerProximite, findLigne, lireSensible, ouvrirFiche } from "../../actes/registre/ouvrir-fiche.ts";
import { composeAttestation } from "../../documents/attestation-demande.ts";
import { lireFiche } from "../../lectures/registre/lire-fiche.ts";
import { renderFichePage } from "../../pages/registre/fiche-page.tsx";
import { renderMotifPage } from "../../pages/registre/motif-page.tsx";
import { sayReponsesSensibles } from "../../pages/registre/sensible-mots.ts";
import { ACTES_FICHE, acteRoutes } from "./actes.routes.ts";
import { codeRoutes } from "./code.routes.ts";
import { etapesGuichetRoutes } from "./etapes-guichet.routes.ts";
import { DEMANDE, motifOuvert, surDemande, toFiche } from "./fiche-ouverte.ts";
import { NOUVELLE } from "./nouvelle.routes.ts";

const LIRE = garde("demande-identite", "lire");

/** Routes of one file: the purpose, the page, the sensitive answers, the attestation, the acts. */
export function ficheRoutes(site: Site): Routes {
  return new Routes()
    .route(
      "/",
      pageActes(site, {
        chemin: DEMANDE,
        droit: LIRE,
        show: showFiche,
        actes: { ouvrir: OUVRIR, proximite: PROXIMITE, sensible: SENSIBLE, attestation: ATTESTATION },
        annonces: {
          ouverte: NOUVELLE.annonce,
          etapes: "Les réponses sont gardées. Vous reprendrez où vous en étiez.",
          ...Object.fromEntries(Object.entries(ACTES_FICHE).map(([nom, { annonce }]) => [nom, annonce])),
        },
      }),
    )
    .route("/", etapesGuichetRoutes(site))
    .route("/", codeRoutes(site))
    .route("/", acteRoutes(site));
}

async function showFiche(site: Site, c: Context<Env>, etat: EtatPage): Promise<string> {
  const motif = await motifOuvert(site, c);
  return motif === null || etat.acte === "ouvrir"
    ? renderMotif(site, c, etat)
    : renderFiche(site, c, { ...etat, motif });
}

type Vue = EtatPage & {
  readonly motif: string;
  readonly sensibles?: readonly (readonly [string, string])[];
};

async function renderFiche(site: Site, c: Context<Env>, { motif, sensibles, ...etat }: Vue): Promise<string> {
  const { epci, cadre } = await openCadre(site, c);
  const { coffre, horloge } = site.deps;
  const { demandeur } = surDemande(c);
  const lue = await lireFiche(c.var.base, coffre, { epci, demandeur, aujourdhui: horloge.aujourdhui() });
  const pieces = peut(c.var.acteur, "piece", "lire", epci)
    ? await readPiecesDossier(c.var.base, { epci, demandeur, jour: lue.aujourdhui })
    : null;
  return renderFichePage({
    cadre,
    lue,
    pieces,
    motif,
    annonce: etat.annonce,
    remettre: peut(c.var.acteur, "demande-identite", "modifier", epci),
    sensibles: sensibles ?? null,
    refus: erreurOf(etat),
  });
}

async function renderMotif(site: Site, c: Context<Env>, { saisie, refus }: EtatPage): Promise<string> {
  const { epci, cadre } = await openCadre(site, c);
  const ligne = await findLigne(c.var.base, epci, surDemande(c).demandeur);
  return renderMotifPage({ cadre, epci, ligne, etat: { saisie, refus } });
}

const OUVRIR = defineActe({
  chemin: "ouvrir",
  droit: LIRE,
  annonce: null,
  champs: { motif: choix("Pourquoi l’ouvrez-vous\u00A0?", MOTIFS_OUVERTURE) },
  run: ({ base, site, c }, { motif }) =>
    ouvrirFiche(base, { ...surDemande(c), motif, maintenant: site.deps.horloge.maintenant() }),
});

export const PROXIMITE = defineActe({
  chemin: "proximite",
  droit: LIRE,
  annonce: "Ce dossier vous est fermé. Un autre agent s’en occupera.",
  champs: {},
  run: async ({ base, epci, c }) => {
    await declarerProximite(base, epci, surDemande(c).demandeur);
    return new Suite({ chemin: CHEMIN_DEMANDES });
  },
});

/** Answers the POST with the page, so that no URL shows sensitive data again. */
const SENSIBLE = defineActe({
  chemin: "sensible",
  droit: garde("demande-sensible", "lire"),
  annonce: null,
  champs: { raison: brut() },
  run: async ({ site, c }, { raison }) => {
    const motif = await motifOuvert(site, c);
    if (motif === null) return toFiche(c);
    const { bases, coffre } = site.deps;
    const acteur = { ...c.var.acteur, motif: raison.trim().slice(0, 200) };
    const own = bases.pour(acteur, { ressource: "demande-sensible", action: "lire" });
    const textes = await lireSensible(own, coffre, surDemande(c));
    return c.html(await renderFiche(site, c, { ...SANS_ACTE, motif, sensibles: textes.flatMap(sayReponsesSensibles) }));
  },
});

const ATTESTATION = defineActe({
  chemin: "attestation",
  droit: garde("demande-identite", "modifier"),
  annonce: null,
  champs: {},
  run: async ({ base, aujourdhui, site, c }) => {
    const { coffre, horloge } = site.deps;
    const attestation = await remettreAttestation(base, coffre, { ...surDemande(c), aujourdhui });
    const contenu = await renderDocumentPdf(composeAttestation(attestation, horloge.maintenant()));
    const reference = (attestation.reference ?? "demande").replaceAll(/[^A-Za-z0-9-]/g, "");
    return sendDocument(c, { nom: `attestation-${reference}`, type: "pdf", contenu });
  },
});
