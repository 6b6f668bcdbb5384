import type { Context } from "hono";
import { TRI, TYPOLOGIES } from "#dossier/regles/reponses.ts";
import { valeurDe } from "#socle/pages/design/formulaire.tsx";
import type { Refus } from "#socle/regles/shared/refus.ts";
import { garde } from "#socle/routes/acces/garde.ts";
import {
  choix,
  choixOu,
  choixOuVide,
  entierOuVide,
  jourOuVide,
  plusieurs,
  plusieursDe,
  relu,
  rien,
  texteOuVide,
} from "#socle/routes/champs.ts";
import type { Env } from "#socle/routes/deps.ts";
import { defineActe, type EtatPage, type Lieu, pageActes, Suite } from "#socle/routes/page-actes.ts";
import type { Routes } from "#socle/routes/serveur/routes.ts";
import { openCadre, type Site } from "#socle/routes/site.ts";
import { emettriceOf, envoyerFiche } from "../../actes/fiche-contact/envoyer-fiche.ts";
import { suivreFiche } from "../../actes/fiche-contact/suivre-fiche.ts";
import { LIMITE_PRECISIONS } from "../../lectures/fiche-contact/ports.ts";
import { readFiche } from "../../lectures/fiche-contact/read-fiches.ts";
import { CHEMIN_FICHES, CHEMIN_NOUVELLE_FICHE, cheminFiche } from "../../pages/fiche-contact/chemins.ts";
import { renderNouvelleFichePage, renderSuivreFichePage } from "../../pages/fiche-contact/formulaires.tsx";
import {
  BUDGETS_PROSPECT,
  DITS_PROSPECT,
  EMPLOIS_PROSPECT,
  ISSUES_FICHE,
  URGENCES_PROSPECT,
} from "../../regles/fiche-contact/fiche-contact.ts";

export const FICHE = `${CHEMIN_FICHES}/:fiche{[1-9][0-9]{0,14}}`;

export function readFicheId(c: Context<Env>): number {
  return Number(c.req.param("fiche"));
}

export function formulaireRoutes(site: Site): Routes {
  return pageActes(
    site,
    { chemin: CHEMIN_NOUVELLE_FICHE, droit: ENVOYER.droit, show: showNouvelle, actes: { envoyee: ENVOYER } },
    { chemin: `${FICHE}/suivre`, droit: SUIVRE.droit, show: showSuivre, actes: { suivie: SUIVRE } },
  );
}

const CHAMPS: Readonly<Record<string, string>> = {
  "fiche-nom": "nom",
  "fiche-telephone": "telephone",
  "fiche-courriel": "courriel",
  "fiche-injoignable": "telephone",
  "fiche-consentement": "consentement",
  "fiche-commune": "commune",
  "fiche-destinataires": "destinataire",
  "fiche-a-relire": "precisions",
  "fiche-dossier": "dossier",
};

function champDe({ code }: Refus): string | undefined {
  return code.startsWith("texte-") ? "precisions" : CHAMPS[code];
}

async function showNouvelle(site: Site, c: Context<Env>, { saisie, refus, code }: EtatPage): Promise<string> {
  const { epci, cadre } = await openCadre(site, c);
  const { base } = c.var;
  const own = emettriceOf(base, epci);
  const [communes, destinataires] = await Promise.all([
    base.territoires.communes(epci),
    base.fichesContact.destinataires(epci),
  ]);
  return renderNouvelleFichePage({
    cadre,
    epci,
    etat: { saisie, refus },
    aRelire: code === "fiche-a-relire",
    aujourdhui: site.deps.horloge.aujourdhui(),
    communes: communes.map(({ commune, nom }) => ({ code: commune, libelle: nom })),
    destinataires: destinataires.filter(({ id }) => id !== own),
  });
}

/** Maximum items: the form cannot send more. */
const LISTE_MAX = 60;
const liste = plusieursDe(/^/).transform((valeurs) => valeurs.slice(0, LISTE_MAX));

const BESOIN = {
  personnes: entierOuVide("Personnes", 1),
  typologie: plusieurs(TYPOLOGIES),
  commune: liste,
  budget: choixOuVide("Budget", BUDGETS_PROSPECT),
  emploi: choixOuVide("Situation d’emploi", EMPLOIS_PROSPECT),
  urgence: choixOuVide("Urgence", URGENCES_PROSPECT),
  locataire: choixOu("Déjà locataire", TRI, "inconnu"),
  dit: plusieurs(DITS_PROSPECT),
};

export const ENVOYER = defineActe({
  chemin: "",
  droit: garde("prospect", "creer"),
  annonce: "La fiche est envoyée.",
  champDe,
  champs: (_, saisie) => ({
    nom: texteOuVide(120),
    prenom: texteOuVide(120),
    telephone: texteOuVide(30),
    courriel: texteOuVide(200),
    // The day is read only when the agreement is given.
    consentement: valeurDe(saisie, "accord") === "oui" ? jourOuVide("Jour de cet accord") : rien(),
    destinataire: liste.transform((ids) => ids.map((id) => (/^[1-9]\d{0,14}$/.test(id) ? Number(id) : -1))),
    ...BESOIN,
    precisions: texteOuVide(LIMITE_PRECISIONS * 2),
    relu: relu(),
  }),
  run: async ({ base, epci, aujourdhui, horloge }, lu) => {
    const { nom, prenom, telephone, courriel, consentement, destinataire, precisions, relu, ...dit } = lu;
    const { typologie: typologies, commune: communes, dit: dits, locataire: locataireHlm, ...besoin } = dit;
    const { id } = await envoyerFiche(base, {
      epci,
      nom: nom ?? "",
      prenom,
      telephone,
      courriel,
      consentementLe: consentement,
      destinataires: destinataire,
      besoin: { ...besoin, typologies, communes, locataireHlm, dits },
      precisions: precisions ?? "",
      relu,
      aujourdhui,
      maintenant: horloge.maintenant(),
    });
    return new Suite({ chemin: cheminFiche(id) });
  },
});

async function showSuivre(site: Site, c: Context<Env>, { saisie, refus }: EtatPage): Promise<string> {
  const { epci, cadre } = await openCadre(site, c);
  const aujourdhui = site.deps.horloge.aujourdhui();
  const fiche = await readFiche(c.var.base, { epci, fiche: readFicheId(c), aujourdhui });
  return renderSuivreFichePage({ cadre, epci, etat: { saisie, refus }, fiche });
}

export const SUIVRE = defineActe({
  chemin: "",
  droit: garde("prospect", "modifier"),
  annonce: "La suite est enregistrée.",
  champDe,
  champs: { issue: choix("Suite", ISSUES_FICHE), dossier: texteOuVide(40) },
  run: async (lieu, { issue, dossier }) => {
    await suivreFiche(lieu.base, { ...surFiche(lieu), issue, dossier: dossier?.toUpperCase() ?? null });
    return versFiche(lieu);
  },
});

export function surFiche({ epci, numero, horloge }: Lieu) {
  return { epci, fiche: numero("fiche"), maintenant: horloge.maintenant() };
}

function versFiche({ numero }: Lieu): Suite {
  return new Suite({ chemin: cheminFiche(numero("fiche")) });
}
