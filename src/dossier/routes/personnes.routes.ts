import type { Context } from "hono";
import { type RefusFormulaire, SANS_REFUS, type SaisieFormulaire } from "#socle/pages/design/formulaire.tsx";
import { Refus } from "#socle/regles/shared/refus.ts";
import type { Env } from "#socle/routes/deps.ts";
import { Lecture, saisieOf } from "#socle/routes/serveur/lecture.ts";
import { Routes } from "#socle/routes/serveur/routes.ts";
import { statusOf } from "#socle/routes/serveur/status.ts";
import type { Site } from "#socle/routes/site.ts";
import { ecrireReponse } from "../actes/ecrire-reponse.ts";
import { hrefEtape } from "../pages/chemins.ts";
import { renderPersonnePage } from "../pages/composition.tsx";
import { revisionOf } from "../regles/question.ts";
import { type PersonneDossier, QUALITES_PERSONNE } from "../regles/reponses.ts";
import type { Visite } from "./commun.ts";
import { PORTE_MENAGE, type Porte } from "./porte.ts";
import { lireChoix, texte } from "./question.ts";

const PERSONNES_MAX = 20;
const NOM_MAX = 80;

/** Persons of the household: each has its page, and is added, changed or taken away without a script. */
export function personnesRoutes(site: Site, porte: Porte = PORTE_MENAGE): Routes {
  const { racine, ecrire: droit, seuil } = porte;
  const personnes = `${racine}/etapes/menage/personnes`;
  const une = `${personnes}/:rang{[1-9][0-9]?}`;
  return new Routes()
    .get(`${personnes}/nouvelle`, droit, seuil, async (c) =>
      show(c, { visite: await porte.ouvrir(site, c), rang: null, saisie: {}, refus: SANS_REFUS }),
    )
    .post(`${personnes}/nouvelle`, droit, seuil, (c) => save(site, c, porte, null))
    .get(une, droit, seuil, async (c) => {
      const visite = await porte.ouvrir(site, c);
      const personne = findPersonne(visite, readRang(c));
      const { rang, qualite, prenom, nom, naissance } = personne;
      const saisie = { qualite: [qualite], prenom: texte(prenom), nom: texte(nom), naissance: texte(naissance) };
      return show(c, { visite, rang, saisie, refus: SANS_REFUS });
    })
    .post(une, droit, seuil, (c) => save(site, c, porte, readRang(c)))
    .post(`${une}/retirer`, droit, seuil, async (c) => {
      const visite = await porte.ouvrir(site, c);
      const { rang } = findPersonne(visite, readRang(c));
      await ecrire(site, c, visite, null, (tx) => tx.dossiers.retirerPersonne(visite.dossier.id, rang));
      return c.redirect(`${hrefEtape(visite.commun, "menage/composition")}?fait=personne-retiree`, 303);
    });
}

function readRang(c: Context<Env>): number {
  return Number(c.req.param("rang"));
}

/** Throws `personne-inconnue`. */
function findPersonne({ dossier }: Visite, rang: number): PersonneDossier {
  const found = dossier.personnes.find((personne) => personne.rang === rang);
  if (found) return found;
  throw new Refus("personne-inconnue", "Cette personne n’est plus dans votre demande. Revenez à la liste.");
}

/** The first that nobody holds, so that taking away and adding never runs past what the table takes. */
function freeRang(personnes: readonly PersonneDossier[]): number {
  let rang = 1;
  while (personnes.some((personne) => personne.rang === rang)) rang++;
  return rang;
}

type Vue = {
  readonly visite: Visite;
  readonly rang: number | null;
  readonly saisie: SaisieFormulaire;
  readonly refus: RefusFormulaire;
  readonly code?: string;
};

function show(c: Context<Env>, { visite, rang, saisie, refus, code }: Vue): Response | Promise<Response> {
  const { commun, dossier } = visite;
  const revision = revisionOf(dossier.reponses, "menage/personnes");
  const page = renderPersonnePage({ commun, rang, revision, etat: { saisie, refus } });
  return c.html(page, code === undefined ? 200 : statusOf(code));
}

async function save(site: Site, c: Context<Env>, porte: Porte, asked: number | null): Promise<Response> {
  const visite = await porte.ouvrir(site, c);
  const { dossier } = visite;
  if (asked !== null) findPersonne(visite, asked);
  const saisie = saisieOf(await c.req.parseBody({ all: true }));
  const lecture = new Lecture(saisie);
  const rang = asked ?? freeRang(dossier.personnes);
  const personne = lirePersonne(lecture, rang, site.deps.horloge.aujourdhui());
  if (asked === null && dossier.personnes.length >= PERSONNES_MAX) {
    lecture.fail("qualite", `Votre demande a déjà ${PERSONNES_MAX} personnes. Appelez un guichet pour en ajouter.`);
  }
  if (lecture.erreurs.length > 0) {
    const refus = { message: null, erreurs: lecture.erreurs };
    return show(c, { visite, rang: asked, saisie, refus, code: "saisie-a-corriger" });
  }
  try {
    await ecrire(site, c, visite, lecture.hidden("revision"), async (tx) => {
      if (asked === null) await tx.dossiers.ajouterPersonne(dossier.id, dossier.epci, personne);
      else await tx.dossiers.modifierPersonne(dossier.id, personne);
    });
  } catch (error) {
    if (!(error instanceof Refus) || error.code !== "reponse-changee") throw error;
    const relue = { ...visite, dossier: (await porte.ouvrir(site, c)).dossier };
    const refus = { message: error.message, erreurs: [] };
    return show(c, { visite: relue, rang: asked, saisie, refus, code: error.code });
  }
  const fait = asked === null ? "personne-ajoutee" : "personne-changee";
  return c.redirect(`${hrefEtape(visite.commun, "menage/composition")}?fait=${fait}`, 303);
}

function lirePersonne(lecture: Lecture, rang: number, aujourdhui: string): PersonneDossier {
  const qualite = lireChoix(lecture, "qualite", "Cette personne", QUALITES_PERSONNE) ?? "autre";
  const prenom = lecture.textOrNull("prenom", NOM_MAX);
  const nom = lecture.textOrNull("nom", NOM_MAX);
  const naissance = lecture.dayOrNull("naissance", "Date de naissance");
  if (qualite !== "a-naitre" && prenom === null) lecture.fail("prenom", "Prénom : écrivez-le.");
  if (qualite !== "a-naitre" && naissance !== null && naissance > aujourdhui) {
    lecture.fail("naissance", "Date de naissance : cette date n’est pas passée.");
  }
  return { rang, qualite, lien: null, nom, prenom, naissance };
}

type Ecriture = Parameters<Parameters<typeof ecrireReponse>[0]["transaction"]>[0];

/** `revision` null: what takes away names its person, and needs no other proof of what was seen. */
async function ecrire(
  site: Site,
  c: Context<Env>,
  { dossier }: Visite,
  revision: number | null,
  acte: Ecriture,
): Promise<void> {
  const { coffre, horloge } = site.deps;
  const question = "menage/personnes";
  await ecrireReponse(
    c.var.base,
    { coffre, jour: horloge.aujourdhui() },
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
