import type { Context } from "hono";
import { readFond } from "#donnees/lectures/territoire/fond.ts";
import type { Base } from "#socle/lectures/base.ts";
import { valeurDe } from "#socle/pages/design/formulaire.tsx";
import { formatCompte } from "#socle/regles/shared/format.ts";
import { conflit } from "#socle/regles/shared/refus.ts";
import { garde } from "#socle/routes/acces/garde.ts";
import { brut, choixOuVide, type Lu, numeroCache, refuseChamp, relu, texteOuVide } from "#socle/routes/champs.ts";
import type { Env } from "#socle/routes/deps.ts";
import { annonceCompte, defineActe, type EtatPage, erreurOf, pageActes, Suite } from "#socle/routes/page-actes.ts";
import type { Routes } from "#socle/routes/serveur/routes.ts";
import { openCadre, type Site } from "#socle/routes/site.ts";
import {
  type Decision,
  proposeResidences,
  recordLocalisations,
  undoLocalisation,
  undoLocalisations,
} from "../../actes/localisation/localiser.ts";
import { previewLocalisation } from "../../lectures/localisation/effet.ts";
import { grouperAdresses } from "../../lectures/localisation/grouper.ts";
import { renderLocaliserPage, VUES } from "../../pages/localisation/localiser-page.tsx";
import { keyOf, nomCandidate } from "../../pages/localisation/proposition.ts";

const PAGE = "donnees/localiser";
/** Needs the whole territory: an address is on one side for all the bailleurs. */
const DROIT = garde("lot", "creer", { partout: true });

/** `/t/:epci/donnees/localiser`: the repair queue. */
export function localiserRoutes(site: Site): Routes {
  return pageActes(site, {
    chemin: PAGE,
    droit: DROIT,
    show: showQueue,
    actes: { localise: LOCALISER, annule: ANNULER, annulees: ANNULER_ENSEMBLE },
    annonces: {
      ecarte: {
        annonce: "Déduction écartée. L’adresse est de nouveau à localiser, et les bornes du bilan en tiennent compte.",
        defaire: LOCALISER.defaire,
      },
      groupe: {
        annonce: annonceCompte(
          "nombre",
          (nombre) =>
            `${formatCompte(nombre, "réponse enregistrée", "réponses enregistrées")}. Les bornes du bilan sont à jour.`,
        ),
        defaire: { par: "annulees", quoi: "ces réponses", vise: ["premier", "dernier"] },
      },
    },
  });
}

async function showQueue(site: Site, c: Context<Env>, etat: EtatPage): Promise<string> {
  const { epci, cadre } = await openCadre(site, c);
  const { base } = c.var;
  const [liste, deduites, historique] = await Promise.all([
    base.localisations.aLocaliser(epci),
    base.localisations.deduites(epci),
    base.localisations.history(epci),
  ]);
  const cle = etat.acte === null ? c.req.query("adresse") : valeurDe(etat.saisie, "adresse");
  const courante = liste.find(({ cleAdresse }) => cleAdresse === cle) ?? liste[0] ?? null;
  const annee = courante?.annees.at(-1) ?? null;
  const fond = annee === null ? null : await readFond(site, base, epci, annee);
  const commune = fond?.communes.find(({ code }) => code === courante?.commune) ?? null;
  return renderLocaliserPage({
    cadre,
    liste,
    groupes: grouperAdresses(liste),
    vue: VUES.find((vue) => vue === c.req.query("vue")) ?? null,
    deduites,
    courante,
    propositions: courante ? await proposeResidences(base, epci, courante) : [],
    historique,
    effet:
      courante && annee !== null
        ? { annee, ...(await previewLocalisation(base, { epci, cles: [courante.cleAdresse] }, annee)) }
        : null,
    commune,
    qpv: fond?.qpv ?? [],
    annonce: etat.annonce,
    erreur: erreurOf(etat),
    saisie: { motif: valeurDe(etat.saisie, "motif"), aRelire: etat.code === "motif-a-relire" },
  });
}

const CHAMPS_DIRECTE = {
  situation: choixOuVide("Côté", ["qpv", "hors-qpv", "inconnue"]),
  motif: texteOuVide(300),
  relu: relu(),
};

const LOCALISER = defineActe({
  chemin: "",
  droit: DROIT,
  annonce: "Adresse localisée. Les bornes du bilan sont à jour.",
  defaire: { par: "annule", quoi: "cette réponse", vise: ["id"] },
  champs: { adresse: brut(), proposition: brut(), ...CHAMPS_DIRECTE },
  run: async ({ base, epci }, { adresse: cleAdresse, proposition, ...directe }) => {
    const choix =
      proposition === "" ? readDirecte(directe) : await findProposition(base, epci, cleAdresse, proposition);
    const { annulables } = await recordLocalisations(base, epci, [{ cleAdresse, ...choix }]);
    const fait = choix.situation === "inconnue" ? "ecarte" : "localise";
    return new Suite({ fait, annuler: annulables?.premier });
  },
});

const ANNULER = defineActe({
  chemin: ":id{[0-9]+}/annuler",
  droit: DROIT,
  annonce: "Localisation annulée.",
  champs: {},
  run: ({ base, epci, numero }) => undoLocalisation(base, epci, numero("id")),
});

const ANNULER_ENSEMBLE = defineActe({
  chemin: "annuler",
  droit: DROIT,
  annonce: "Ces réponses sont annulées. Les adresses sont de nouveau à localiser.",
  champs: { premier: numeroCache(), dernier: numeroCache() },
  run: ({ base, epci }, numeros) => undoLocalisations(base, epci, numeros),
});

type Choix = Omit<Decision, "cleAdresse">;

/** Proposal as of today: its location never comes from the form. */
async function findProposition(base: Base, epci: string, cle: string, key: string): Promise<Choix> {
  const adresse = (await base.localisations.aLocaliser(epci)).find(({ cleAdresse }) => cleAdresse === cle);
  const propositions = adresse ? await proposeResidences(base, epci, adresse) : [];
  const proposition = propositions.find(({ candidate }) => keyOf(candidate) === key);
  if (!proposition || proposition.candidate.situation === "inconnue") {
    throw conflit("proposition-perimee", "Cette proposition n’existe plus : le parc a changé. Choisissez de nouveau.");
  }
  const { candidate, score, motifs } = proposition;
  return {
    situation: candidate.situation === "qpv" ? "qpv" : "hors-qpv",
    residence: nomCandidate(candidate),
    identRep: candidate.identRep,
    relu: true,
    motif: `Proposition retenue, ressemblance ${score} sur 100${motifs.length > 0 ? ` : ${motifs.join(", ")}` : ""}`,
  };
}

function readDirecte({ situation, motif, relu }: Lu<typeof CHAMPS_DIRECTE>): Choix {
  if (situation !== null) return { situation, residence: null, identRep: null, motif: motif ?? "", relu };
  return refuseChamp("situation", "Choisissez une résidence, ou dites de quel côté se trouve l’adresse.");
}
