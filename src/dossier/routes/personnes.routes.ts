import type { Context } from "hono";
import { type SaisieFormulaire, valeurDe } from "#socle/pages/design/formulaire.tsx";
import { introuvable, Refus } from "#socle/regles/shared/refus.ts";
import { texte as champTexte, choix, jourOuVide, numeroCache, texteOuVide } from "#socle/routes/champs.ts";
import type { Env } from "#socle/routes/deps.ts";
import { defineActe, type EtatPage, type Lieu, pageActes, Suite } from "#socle/routes/page-actes.ts";
import type { Routes } from "#socle/routes/serveur/routes.ts";
import { writeTexte } from "#socle/routes/serveur/saisie.ts";
import type { Site } from "#socle/routes/site.ts";
import { ecrireReponse } from "../actes/ecrire-reponse.ts";
import { renderPersonnePage } from "../pages/composition.tsx";
import { revisionOf } from "../regles/question.ts";
import { type PersonneDossier, QUALITES_PERSONNE } from "../regles/reponses.ts";
import type { Visite } from "./commun.ts";
import { PORTE_MENAGE, type Porte } from "./porte.ts";

const PERSONNES_MAX = 20;
const NOM_MAX = 80;

/** Persons of the household: each has its page, and is added, changed or removed without a script. */
export function personnesRoutes(site: Site, porte: Porte = PORTE_MENAGE): Routes {
  const { racine, ecrire: droit, seuil } = porte;
  const page = { racine, droit, seuil };
  return pageActes(
    site,
    {
      ...page,
      chemin: `${PERSONNES}/nouvelle`,
      show: async (_, c, etat) => renderPersonne(await porte.ouvrir(site, c), etat, { rang: null, saisie: {} }),
      actes: { "personne-ajoutee": ecrirePersonne(porte, "personne-ajoutee") },
    },
    {
      ...page,
      chemin: `${PERSONNES}/:rang{[1-9][0-9]?}`,
      show: async (_, c, etat) => {
        const visite = await porte.ouvrir(site, c);
        const { rang, qualite, prenom, nom, naissance } = findPersonne(visite, readRang(c));
        const saisie = {
          qualite: [qualite],
          prenom: writeTexte(prenom),
          nom: writeTexte(nom),
          naissance: writeTexte(naissance),
        };
        return renderPersonne(visite, etat, { rang, saisie });
      },
      actes: { "personne-changee": ecrirePersonne(porte, "personne-changee"), "personne-retiree": retirer(porte) },
    },
  );
}

const PERSONNES = "etapes/menage/personnes";

/** Announcements of the list of persons, which is the page of a question. */
export const ANNONCES_PERSONNES = {
  "personne-ajoutee": "La personne est ajoutée.",
  "personne-changee": "Les changements sont enregistrés.",
  "personne-retiree": "La personne est retirée.",
};

function readRang(c: Context<Env>): number {
  return Number(c.req.param("rang"));
}

/** Throws `personne-inconnue`. */
function findPersonne({ dossier }: Visite, rang: number): PersonneDossier {
  const found = dossier.personnes.find((personne) => personne.rang === rang);
  if (found) return found;
  throw introuvable("personne-inconnue", "Cette personne n’est plus dans votre demande. Revenez à la liste.");
}

/** First free rank, so that additions after removals never exceed the maximum of the table. */
function freeRang(personnes: readonly PersonneDossier[]): number {
  let rang = 1;
  while (personnes.some((personne) => personne.rang === rang)) rang++;
  return rang;
}

type Montree = { readonly rang: number | null; readonly saisie: SaisieFormulaire };

function renderPersonne({ commun, dossier }: Visite, etat: EtatPage, { rang, saisie }: Montree): string {
  const revision = revisionOf(dossier.reponses, "menage/personnes");
  const montre = { saisie: etat.acte === null ? saisie : etat.saisie, refus: etat.refus };
  return renderPersonnePage({ commun, rang, revision, etat: montre });
}

function champsPersonne({ aujourdhui }: Lieu, saisie: SaisieFormulaire) {
  const attendue = valeurDe(saisie, "qualite") === "a-naitre";
  const naissance = jourOuVide("Date de naissance");
  return {
    revision: numeroCache(),
    qualite: choix("Cette personne", QUALITES_PERSONNE),
    prenom: attendue ? texteOuVide(NOM_MAX) : champTexte("Prénom", NOM_MAX),
    nom: texteOuVide(NOM_MAX),
    naissance: attendue
      ? naissance
      : naissance.refine(
          (jour) => jour === null || jour <= aujourdhui,
          "Date de naissance\u00A0: cette date n’est pas passée.",
        ),
  };
}

const LISTE = new Suite({ chemin: "etapes/menage/composition" });

/** Without a rank in the URL, the person is added. */
const ecrirePersonne = (porte: Porte, fait: "personne-ajoutee" | "personne-changee") =>
  defineActe({
    chemin: "",
    droit: porte.ecrire,
    annonce: ANNONCES_PERSONNES[fait],
    champDe: ({ code }) => (code === "personnes-trop" ? "qualite" : undefined),
    champs: champsPersonne,
    run: async (lieu, { revision, ...dite }) => {
      const visite = await porte.ouvrir(lieu.site, lieu.c);
      const { id, epci, personnes } = visite.dossier;
      const connue = fait === "personne-changee" ? findPersonne(visite, readRang(lieu.c)) : null;
      if (connue === null && personnes.length >= PERSONNES_MAX) throw tropDePersonnes();
      const personne = { rang: connue?.rang ?? freeRang(personnes), lien: null, ...dite };
      await ecrire(lieu, visite, revision, ({ dossiers }) =>
        connue ? dossiers.modifierPersonne(id, personne) : dossiers.ajouterPersonne(id, epci, personne),
      );
      return LISTE;
    },
  });

function tropDePersonnes(): Refus {
  const message = `Votre demande a déjà ${PERSONNES_MAX} personnes. Appelez un guichet pour en ajouter.`;
  return new Refus("personnes-trop", message);
}

const retirer = (porte: Porte) =>
  defineActe({
    chemin: "retirer",
    droit: porte.ecrire,
    annonce: ANNONCES_PERSONNES["personne-retiree"],
    champs: {},
    run: async (lieu) => {
      const visite = await porte.ouvrir(lieu.site, lieu.c);
      const { rang } = findPersonne(visite, readRang(lieu.c));
      await ecrire(lieu, visite, null, (tx) => tx.dossiers.retirerPersonne(visite.dossier.id, rang));
      return LISTE;
    },
  });

type Ecriture = Parameters<Parameters<typeof ecrireReponse>[0]["transaction"]>[0];

/** `revision` null: a removal names its person, so no outdated page can mislead it. */
async function ecrire(
  { base, aujourdhui: jour, site }: Lieu,
  { dossier }: Visite,
  revision: number | null,
  acte: (...tx: Parameters<Ecriture>) => Promise<unknown>,
): Promise<void> {
  const question = "menage/personnes";
  await ecrireReponse(
    base,
    { coffre: site.deps.coffre, jour },
    {
      demandeur: dossier.id,
      question,
      revision: revision ?? revisionOf(dossier.reponses, question),
      patch: () => ({}),
      acte: async (tx) => {
        await acte(tx);
      },
    },
  );
}
