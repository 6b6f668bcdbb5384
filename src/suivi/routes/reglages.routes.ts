import type { Context } from "hono";
import { confirmerChangement, demanderChangement, lireChangement } from "#dossier/actes/courrier/changer-contact.ts";
import { CANAUX_ENVOI } from "#dossier/regles/courrier/envoi.ts";
import { epciOf, ouvrirVisite, readCommun } from "#dossier/routes/commun.ts";
import { garde } from "#socle/routes/acces/garde.ts";
import { choix, plusieurs, texte } from "#socle/routes/champs.ts";
import type { Env } from "#socle/routes/deps.ts";
import { defineActe, type EtatPage, pageActes, Suite } from "#socle/routes/page-actes.ts";
import type { Routes } from "#socle/routes/serveur/routes.ts";
import type { Site } from "#socle/routes/site.ts";
import { declarerNumero } from "../actes/declarer-numero.ts";
import { readDossier } from "../lectures/lire-suivi.ts";
import { renderNumeroPage } from "../pages/numero-page.tsx";
import { renderConfirmerPage, renderReglagesPage } from "../pages/reglages-page.tsx";

const LIRE = garde("demande-identite", "lire");
const ECRIRE = garde("demande-identite", "modifier");
/** Guard of the link of a message: its token gives access to one change. */
const PAR_LIEN = garde("information", "lire");

const ACCORDER = defineActe({
  chemin: "",
  droit: ECRIRE,
  annonce: "Vos choix sont enregistrés.",
  champs: { accords: plusieurs(CANAUX_ENVOI) },
  run: async ({ site, c, base }, { accords }) => {
    const { dossier } = await ouvrirVisite(site, c);
    const { epci, id: demandeur } = dossier;
    await base.transaction(async (tx) => {
      const dits = { courriel: accords.includes("courriel"), sms: accords.includes("sms") };
      await tx.suivis.accorder(epci, demandeur, dits);
      const objet = "accords";
      await tx.journal.ecrire({ acte: "dossier-modifie", ressource: "demande-identite", epci, objet, demandeur });
    });
  },
});

const CHANGER = defineActe({
  chemin: "adresse",
  droit: ECRIRE,
  annonce: null,
  champs: { canal: choix("Que voulez-vous changer", CANAUX_ENVOI), nouveau: texte("Nouvelle adresse") },
  run: async ({ site, c, base }, { canal, nouveau }) => {
    const { dossier } = await ouvrirVisite(site, c);
    const demande = { epci: dossier.epci, demandeur: dossier.id, canal, saisie: nouveau, attestee: false };
    return new Suite({ fait: await demanderChangement(base, site.deps, demande) });
  },
});

const NUMERO = defineActe({
  chemin: "",
  droit: ECRIRE,
  annonce: "Le numéro est gardé. Montrez votre pièce d’identité au guichet : il le rattachera à votre demande.",
  champDe: () => "numero",
  champs: { numero: texte("Votre numéro unique") },
  run: async ({ site, c, base }, { numero: saisi }) => {
    const { dossier } = await ouvrirVisite(site, c);
    await declarerNumero(base, site.deps.coffre, { epci: dossier.epci, demandeur: dossier.id, saisi });
  },
});

const CONFIRMER = defineActe({
  chemin: "",
  droit: PAR_LIEN,
  annonce: null,
  champs: {},
  run: async ({ site, c }) => {
    const ouverture = ouvertureOf(site, c);
    const fait = await confirmerChangement(ouverture, site.deps);
    const commun = await readCommun(site, c);
    return c.html(renderConfirmerPage({ commun, jeton: ouverture.jeton, cote: null, fait }));
  },
});

export function reglagesRoutes(site: Site): Routes {
  const racine = "/ma-demande/:epci";
  return pageActes(
    site,
    {
      racine,
      chemin: "reglages",
      droit: LIRE,
      show: showReglages,
      actes: { accords: ACCORDER, adresse: CHANGER },
      annonces: {
        ancien: "Un lien est parti vers votre ancienne adresse. Dites oui par ce lien, avant deux jours.",
        nouveau: "Un lien est parti vers la nouvelle adresse. Dites oui par ce lien, avant deux jours.",
      },
    },
    { racine, chemin: "numero", droit: ECRIRE, show: showNumero, actes: { numero: NUMERO } },
    {
      racine,
      chemin: "coordonnees/:jeton{[A-Za-z0-9_-]{43}}",
      droit: PAR_LIEN,
      show: showLien,
      actes: { confirmee: CONFIRMER },
    },
  );
}

async function showReglages(site: Site, c: Context<Env>, { saisie, refus, annonce }: EtatPage): Promise<string> {
  const { commun, dossier: ouvert } = await ouvrirVisite(site, c);
  const { epci, id } = ouvert;
  const [dossier, enCours] = await Promise.all([
    readDossier(c.var.base, epci, id),
    c.var.base.changementsContact.enCours(epci, id, site.deps.horloge.maintenant()),
  ]);
  const accords = [...(dossier.accordCourriel ? ["courriel"] : []), ...(dossier.accordSms ? ["sms"] : [])];
  return renderReglagesPage({ commun, dossier, enCours, annonce, etat: { saisie: { accords, ...saisie }, refus } });
}

async function showNumero(site: Site, c: Context<Env>, { saisie, refus, annonce }: EtatPage): Promise<string> {
  const { commun, dossier: ouvert } = await ouvrirVisite(site, c);
  const dossier = await readDossier(c.var.base, ouvert.epci, ouvert.id);
  return renderNumeroPage({ commun, dossier, annonce, etat: { saisie, refus } });
}

function ouvertureOf({ deps: { bases } }: Site, c: Context<Env>) {
  return { bases, epci: epciOf(c), jeton: c.req.param("jeton") ?? "" };
}

async function showLien(site: Site, c: Context<Env>): Promise<string> {
  const ouverture = ouvertureOf(site, c);
  const cote = await lireChangement(ouverture);
  return renderConfirmerPage({ commun: await readCommun(site, c), jeton: ouverture.jeton, cote, fait: null });
}
