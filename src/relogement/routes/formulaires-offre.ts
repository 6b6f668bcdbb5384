import { choixBailleurs, secteurOf } from "#attributions/routes/choix.ts";
import { TYPOLOGIES } from "#droit/regles/typologie.ts";
import type { OptionListe, SaisieFormulaire } from "#socle/pages/design/formulaire.tsx";
import { conflit } from "#socle/regles/shared/refus.ts";
import {
  type Champ,
  champ,
  choix,
  choixOuVide,
  Faute,
  jourOuVide,
  jourPasse,
  type Lu,
  relu,
  texte,
  texteOuVide,
} from "#socle/routes/champs.ts";
import { listCommunes } from "#socle/routes/communes.ts";
import { writeTexte } from "#socle/routes/serveur/saisie.ts";
import { unknownOffre } from "../actes/ecrire-dossier.ts";
import { noterVisite } from "../lectures/noter-visite.ts";
import type { DossierRelogement } from "../lectures/ports.ts";
import { proposerOffre } from "../lectures/proposer-offre.ts";
import { searchLogements } from "../lectures/recherche-compute.ts";
import { findLogementARelouer } from "../lectures/recherche-logement.ts";
import { repondreOffre } from "../lectures/repondre-offre.ts";
import { signerBail } from "../lectures/signer-bail.ts";
import { renderBailPage, renderReponsePage, renderVisitePage } from "../pages/acte-offre-page.tsx";
import type { FormulaireMenageProps } from "../pages/menage-formulaire.tsx";
import { renderOffrePage } from "../pages/offre-page.tsx";
import { type LogementOffert, MOTIFS_REFUS_OFFRE } from "../regles/offre.ts";
import { type ContexteFormulaire, defineFormulaire, type FormulaireMenage, texteAu } from "./formulaires.ts";
import { CHAMPS_COUT, writeCout } from "./lire-menage.ts";

const SITUATIONS = ["hors-qpv", "qpv", "inconnue"] as const;
const REPONSES = ["oui", "non", "inconnu"] as const;

const LOGEMENT_INCONNU: SaisieFormulaire = {
  situation: ["inconnue"],
  al: ["inconnu"],
  rehabilite: ["inconnu"],
  residentialise: ["inconnu"],
  loyer_baisse: ["inconnu"],
  pru1: ["inconnu"],
};

const CHAMPS_LOGEMENT = {
  ...CHAMPS_COUT,
  adresse: texte("Adresse"),
  ident_rpls: texteOuVide(),
  situation: choix("Quartier", SITUATIONS),
  typologie: choixOuVide("Type", TYPOLOGIES),
  premiere_location: jourOuVide("Première location"),
  conventionne: jourOuVide("Conventionné le"),
  rehabilite: choix("Réhabilité", REPONSES),
  residentialise: choix("Résidentialisé", REPONSES),
  loyer_baisse: choix("Loyer diminué", REPONSES),
  pru1: choix("PRU 1", REPONSES),
  al: choix("Réservé à Action Logement", REPONSES),
};

const proposer = defineFormulaire({
  chemin: "offre",
  action: "modifier",
  fait: "offre",
  annonce: "L’offre est enregistrée.",
  refus: {
    "offre-adresse": "adresse",
    "offre-rang-sans-raison": "raison_rang",
    ...texteAu("raison_rang"),
  },
  initial: async ({ c, base, epci, fiche, aujourdhui }) => {
    if (fiche.place.etat !== "ouverte")
      throw conflit("offre-impossible", `${fiche.place.titre} : ${fiche.place.phrase}`);
    const cle = c.req.query("logement");
    const found = cle ? await findLogementARelouer(base, epci, cle, aujourdhui) : null;
    return { le: [aujourdhui], ...(found ? writeLogement(found) : LOGEMENT_INCONNU) };
  },
  render: async (props, { c, base, epci }) => {
    const [communes, bailleurs] = await Promise.all([listCommunes(base, epci), choixBailleurs(base, epci)]);
    return renderOffrePage({ ...props, communes, bailleurs, choisi: c.req.query("logement") !== undefined });
  },
  champs: async ({ base, epci, aujourdhui }) => {
    const [communes, bailleurs] = await Promise.all([listCommunes(base, epci), choixBailleurs(base, epci)]);
    return {
      ...CHAMPS_LOGEMENT,
      commune: choisi("Commune\u00A0: choisissez-la dans la liste.", communes),
      bailleur: choisi("Bailleur\u00A0: choisissez-le dans la liste.", bailleurs),
      relu: relu(),
      le: jourPasse("Proposé le", aujourdhui),
      raison_rang: texteOuVide().transform((texte) => texte ?? ""),
    };
  },
  prepare: async ({ base, epci, id, aujourdhui }, { relu, le: proposeeLe, raison_rang: raisonRang, ...lu }) => {
    const { code: commune } = lu.commune;
    const bailleur = { organisation: Number(lu.bailleur.code), nom: lu.bailleur.libelle };
    const logement = { ...logementOf(lu), commune, secteur: await secteurOf(base, epci, commune), bailleur };
    // Dwellings that the search finds for this household today: an offer of a lower rank needs a reason.
    const { retenus } = await searchLogements(base, { epci, menage: id, jour: aujourdhui, criteres: null });
    const demande = {
      epci,
      id,
      logement,
      aujourdhui,
      relu,
      rangsDisponibles: [...new Set(retenus.map(({ rang }) => rang))],
      proposeeLe,
      raisonRang,
    };
    return (tx) => proposerOffre(tx, demande);
  },
});

function writeLogement(logement: LogementOffert): SaisieFormulaire {
  return {
    ...writeCout(logement),
    ident_rpls: writeTexte(logement.identRpls),
    bailleur: [String(logement.bailleur.organisation)],
    adresse: [logement.adresse],
    commune: [logement.commune],
    situation: [logement.situation],
    typologie: writeTexte(logement.typologie),
    premiere_location: writeTexte(logement.premiereLocationLe),
    conventionne: writeTexte(logement.conventionneLe),
    rehabilite: [logement.rehabilite],
    residentialise: [logement.residentialise],
    loyer_baisse: [logement.loyerBaisse],
    pru1: [logement.pru1],
    al: [logement.droitActionLogement],
  };
}

function logementOf({
  ident_rpls: identRpls,
  premiere_location: premiereLocationLe,
  conventionne: conventionneLe,
  loyer_baisse: loyerBaisse,
  al: droitActionLogement,
  ...logement
}: Lu<typeof CHAMPS_LOGEMENT>) {
  return { ...logement, identRpls, premiereLocationLe, conventionneLe, loyerBaisse, droitActionLogement };
}

/** One of the options of the form. */
function choisi(faute: string, options: readonly OptionListe[]): Champ<OptionListe> {
  return champ((valeur) => options.find(({ code }) => code === valeur) ?? new Faute(faute));
}

type Offre = DossierRelogement["offres"][number];

/** Offer of the URL, by its number in the file. Throws `offre-inconnue`. */
function findOffre({ c, fiche }: ContexteFormulaire): Offre {
  const rang = c.req.param("rang");
  const found = fiche.dossier.offres.find(({ numero }) => String(numero) === rang);
  if (found) return found;
  throw unknownOffre();
}

function propsOffre(props: FormulaireMenageProps, contexte: ContexteFormulaire) {
  const { numero, proposeeLe } = findOffre(contexte);
  const { offres, retirees } = contexte.fiche;
  const offre = [...offres, ...retirees].find((one) => one.numero === numero);
  if (!offre) throw new Error(`offer ${numero} is not in its file`);
  return { ...props, offre, proposeeLe };
}

const aujourdhuiSeul = (contexte: ContexteFormulaire): SaisieFormulaire => {
  findOffre(contexte);
  return { le: [contexte.aujourdhui] };
};

const visite = defineFormulaire({
  chemin: "offres/:rang/visite",
  action: "modifier",
  fait: "visite",
  annonce: "La visite est enregistrée.",
  initial: aujourdhuiSeul,
  render: (props, contexte) => renderVisitePage(propsOffre(props, contexte)),
  champs: ({ aujourdhui }) => ({ le: jourPasse("Visité le", aujourdhui) }),
  prepare: (contexte, { le }) => {
    const { epci, id, aujourdhui } = contexte;
    const offre = findOffre(contexte).id;
    return (tx) => noterVisite(tx, { epci, id, offre, le, aujourdhui });
  },
});

const reponse = defineFormulaire({
  chemin: "offres/:rang/reponse",
  action: "modifier",
  fait: "reponse",
  annonce: "La réponse est enregistrée.",
  initial: aujourdhuiSeul,
  refus: {
    "offre-sans-motif": "motif",
    "offre-motif-inutile": "motif",
    "offre-deja-acceptee": "reponse",
    ...texteAu("precision"),
  },
  render: (props, contexte) => renderReponsePage(propsOffre(props, contexte)),
  champs: ({ aujourdhui }) => ({
    relu: relu(),
    reponse: choix("Réponse", ["acceptee", "refusee", "retiree"]),
    le: jourPasse("Donnée le", aujourdhui),
    motif: choixOuVide("Motif du refus", MOTIFS_REFUS_OFFRE),
    precision: texteOuVide().transform((texte) => texte ?? ""),
  }),
  prepare: (contexte, lu) => {
    const { epci, id, aujourdhui } = contexte;
    const offre = findOffre(contexte).id;
    return (tx) => repondreOffre(tx, { epci, id, aujourdhui, offre, ...lu });
  },
});

const bail = defineFormulaire({
  chemin: "offres/:rang/bail",
  action: "modifier",
  fait: "bail",
  annonce: "Le bail est enregistré\u00A0: le ménage est relogé.",
  initial: aujourdhuiSeul,
  render: (props, contexte) => renderBailPage(propsOffre(props, contexte)),
  champs: ({ aujourdhui }) => ({ le: jourPasse("Bail signé le", aujourdhui) }),
  prepare: (contexte, { le }) => {
    const { epci, id, aujourdhui } = contexte;
    const offre = findOffre(contexte).id;
    return (tx) => signerBail(tx, { epci, id, offre, le, aujourdhui });
  },
});

export const FORMULAIRES_OFFRE: readonly FormulaireMenage[] = [proposer, visite, reponse, bail];
