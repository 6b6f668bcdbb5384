import type { Context } from "hono";
import { CONTINGENTS } from "#droit/regles/attribution/attribution.ts";
import { TYPOLOGIES } from "#droit/regles/typologie.ts";
import type { Base } from "#socle/lectures/base.ts";
import type { SaisieFormulaire } from "#socle/pages/design/formulaire.tsx";
import { introuvable } from "#socle/regles/shared/refus.ts";
import { garde } from "#socle/routes/acces/garde.ts";
import { choix, choixOuVide, jourOuVide, type Lu, montantOuVide, numeroCache, texte } from "#socle/routes/champs.ts";
import { listCommunes } from "#socle/routes/communes.ts";
import type { Env } from "#socle/routes/deps.ts";
import { defineActe, type EtatPage, type Lieu, pageActes, Suite } from "#socle/routes/page-actes.ts";
import { Routes } from "#socle/routes/serveur/routes.ts";
import { writeNombre, writeTexte } from "#socle/routes/serveur/saisie.ts";
import { openCadre, type Site } from "#socle/routes/site.ts";
import {
  declarantOf,
  declarerLogement,
  findLogementSuivi,
  modifierLogement,
} from "../../actes/logement/declarer-logement.ts";
import type { DeclarationLogement, LogementSuivi } from "../../lectures/logement/ports.ts";
import { renderDeclarationPage } from "../../pages/logement/declaration-page.tsx";
import { renderDeclaresPage } from "../../pages/logement/declares-page.tsx";
import { CHEMIN_DECLARATIONS } from "../../pages/relogement/recherche-libelles.ts";
import { ACCES_LOGEMENT, ETATS_LOGEMENT } from "../../regles/logement/logement-suivi.ts";
import { secteurOf } from "../choix.ts";

const MODIFIER = garde("logement-prive", "modifier");
const SITUATIONS = ["hors-qpv", "qpv", "inconnue"] as const;
const REPONSES = ["oui", "non", "inconnu"] as const;

const CHAMPS = {
  cle: texte("Identifiant"),
  etat: choix("État", ETATS_LOGEMENT),
  disponible: jourOuVide("Disponible le"),
  adresse: texte("Adresse"),
  commune: texte("Commune"),
  situation: choix("Quartier", SITUATIONS),
  typologie: choixOuVide("Type", TYPOLOGIES),
  surface: montantOuVide("Surface", { positif: true }),
  loyer: montantOuVide("Loyer"),
  charges: montantOuVide("Charges"),
  premiere_location: jourOuVide("Première location"),
  conventionne: jourOuVide("Conventionné le"),
  rehabilite: choix("Réhabilité", REPONSES),
  residentialise: choix("Résidentialisé", REPONSES),
  loyer_baisse: choix("Loyer diminué", REPONSES),
  pru1: choix("PRU 1", REPONSES),
  acces: choix("Accès", ACCES_LOGEMENT),
  contingent: choix("Contingent", CONTINGENTS),
};

/** `operation` is not on the form: it comes from the programme. */
async function declarationOf(
  { base, epci }: Lieu,
  lu: Lu<typeof CHAMPS>,
  operation: number | null,
): Promise<DeclarationLogement> {
  const {
    disponible: disponibleLe,
    premiere_location: premiereLocationLe,
    conventionne: conventionneLe,
    loyer_baisse: loyerBaisse,
    ...dits
  } = lu;
  const secteur = await secteurOf(base, epci, lu.commune);
  return { ...dits, disponibleLe, premiereLocationLe, conventionneLe, loyerBaisse, operation, secteur };
}

const ENREGISTRER = { droit: MODIFIER, annonce: "Le logement est enregistré." };
const surListe = () => new Suite({ chemin: CHEMIN_DECLARATIONS });

const DECLARER = defineActe({
  ...ENREGISTRER,
  chemin: `/${CHEMIN_DECLARATIONS}`,
  champs: CHAMPS,
  run: async (lieu, lu) => {
    const { base, epci } = lieu;
    await declarerLogement(base, { epci, declaration: await declarationOf(lieu, lu, null) });
    return surListe();
  },
});

const METTRE_A_JOUR = defineActe({
  ...ENREGISTRER,
  chemin: "",
  champs: { ...CHAMPS, revision: numeroCache() },
  run: async (lieu, { revision, ...lu }) => {
    const { base, epci, numero } = lieu;
    const { id, operation } = await ownLogement(base, epci, numero("id"));
    await modifierLogement(base, { epci, declaration: await declarationOf(lieu, lu, operation), id, revision });
    return surListe();
  },
});

/** `/t/:epci/relogement/logements/declares`: a bailleur declares its free dwellings; the officers of rehousing read all of them. */
export function logementRoutes(site: Site): Routes {
  const droit = MODIFIER;
  return new Routes()
    .route(
      "/",
      pageActes(site, {
        chemin: CHEMIN_DECLARATIONS,
        droit: garde("logement-prive", "lire"),
        show: showDeclares,
        actes: {},
        annonces: { enregistre: ENREGISTRER.annonce },
      }),
    )
    .route(
      "/",
      pageActes(site, {
        chemin: `${CHEMIN_DECLARATIONS}/nouveau`,
        droit,
        show: showNouveau,
        actes: { enregistre: DECLARER },
      }),
    )
    .route(
      "/",
      pageActes(site, {
        chemin: `${CHEMIN_DECLARATIONS}/:id{[1-9][0-9]{0,14}}`,
        droit,
        show: showUn,
        actes: { enregistre: METTRE_A_JOUR },
      }),
    );
}

async function showDeclares(site: Site, c: Context<Env>, { annonce }: EtatPage): Promise<string> {
  const { epci, cadre } = await openCadre(site, c);
  const { base } = c.var;
  const [logements, communes] = await Promise.all([
    base.logementsSuivis.list(epci, []),
    base.territoires.communes(epci),
  ]);
  return renderDeclaresPage({
    cadre,
    epci,
    logements,
    annonce,
    declarant: declarantOf(base, epci),
    communes: new Map(communes.map(({ commune, nom }) => [commune, nom])),
  });
}

/** Refuses a dwelling of another bailleur, which the list shows, as an unknown one. */
async function ownLogement(base: Base, epci: string, id: number): Promise<LogementSuivi> {
  const suivi = await findLogementSuivi(base, epci, id);
  if (suivi.bailleur.organisation === declarantOf(base, epci)) return suivi;
  throw introuvable("logement-inconnu", "Ce logement n’est pas de votre organisation. Choisissez-le dans la liste.");
}

const NOUVEAU: SaisieFormulaire = {
  etat: ["libre"],
  situation: ["inconnue"],
  acces: ["inconnu"],
  contingent: ["inconnu"],
  revision: ["1"],
  rehabilite: ["inconnu"],
  residentialise: ["inconnu"],
  loyer_baisse: ["inconnu"],
  pru1: ["inconnu"],
};

function writeSuivi(suivi: LogementSuivi): SaisieFormulaire {
  return {
    cle: [suivi.cle],
    etat: [suivi.etat],
    adresse: [suivi.adresse],
    commune: [suivi.commune],
    situation: [suivi.situation],
    acces: [suivi.acces],
    contingent: [suivi.contingent],
    rehabilite: [suivi.rehabilite],
    residentialise: [suivi.residentialise],
    pru1: [suivi.pru1],
    loyer_baisse: [suivi.loyerBaisse],
    revision: [String(suivi.revision)],
    disponible: writeTexte(suivi.disponibleLe),
    typologie: writeTexte(suivi.typologie),
    surface: writeNombre(suivi.surface),
    loyer: writeNombre(suivi.loyer),
    charges: writeNombre(suivi.charges),
    premiere_location: writeTexte(suivi.premiereLocationLe),
    conventionne: writeTexte(suivi.conventionneLe),
  };
}

async function showNouveau(site: Site, c: Context<Env>, { acte, saisie, refus }: EtatPage): Promise<string> {
  const { epci, cadre } = await openCadre(site, c);
  const etat = { saisie: acte === null ? NOUVEAU : saisie, refus };
  return renderDeclarationPage({ cadre, epci, communes: await listCommunes(c.var.base, epci), etat, logement: null });
}

async function showUn(site: Site, c: Context<Env>, { acte, saisie, refus }: EtatPage): Promise<string> {
  const { epci, cadre } = await openCadre(site, c);
  const { base } = c.var;
  const suivi = await ownLogement(base, epci, Number(c.req.param("id")));
  const etat = { saisie: acte === null ? writeSuivi(suivi) : saisie, refus };
  const logement = { id: suivi.id, adresse: suivi.adresse };
  return renderDeclarationPage({ cadre, epci, communes: await listCommunes(base, epci), etat, logement });
}
