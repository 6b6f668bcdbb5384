import { choixBailleurs, choixCommunes, secteurOf } from "#attributions/routes/choix.ts";
import { TYPOLOGIES } from "#droit/regles/typologie.ts";
import { isRelu, type SaisieFormulaire, valeurDe } from "#socle/pages/design/formulaire.tsx";
import { Refus } from "#socle/regles/shared/refus.ts";
import { type Lecture, writeTexte } from "#socle/routes/serveur/lecture.ts";
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
import type { ContexteFormulaire, FormulaireMenage } from "./formulaires.ts";
import { readCout, writeCout } from "./lire-menage.ts";

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

const proposer: FormulaireMenage = {
  chemin: "offre",
  action: "modifier",
  fait: "offre",
  champs: {
    "offre-adresse": "adresse",
    "offre-rang-sans-raison": "raison_rang",
    "relogement-a-relire": "raison_rang",
    "texte-longueur": "raison_rang",
    "texte-nir": "raison_rang",
    "texte-sante": "raison_rang",
  },
  initial: async ({ c, base, epci, fiche, aujourdhui }) => {
    if (fiche.place.etat !== "ouverte")
      throw new Refus("offre-impossible", `${fiche.place.titre} : ${fiche.place.phrase}`);
    const cle = c.req.query("logement");
    const found = cle ? await findLogementARelouer(base, epci, cle, aujourdhui) : null;
    return { le: [aujourdhui], ...(found ? writeLogement(found) : LOGEMENT_INCONNU) };
  },
  render: async (props, { c, base, epci }) => {
    const [communes, bailleurs] = await Promise.all([choixCommunes(base, epci), choixBailleurs(base, epci)]);
    return renderOffrePage({ ...props, communes, bailleurs, choisi: c.req.query("logement") !== undefined });
  },
  read: async (lu, { base, epci, id, aujourdhui }) => {
    const logement = await readLogement(lu, base, epci);
    // What the search finds for this household today: an offer that comes after in the order says why.
    const { retenus } = await searchLogements(base, { epci, menage: id, jour: aujourdhui, criteres: null });
    const demande = {
      epci,
      id,
      logement,
      aujourdhui,
      relu: isRelu(lu.saisie),
      rangsDisponibles: [...new Set(retenus.map(({ rang }) => rang))],
      proposeeLe: lu.day("le", "Proposé le", aujourdhui),
      raisonRang: lu.textOrNull("raison_rang") ?? "",
    };
    return (tx) => proposerOffre(tx, demande);
  },
};

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

async function readLogement(lu: Lecture, base: ContexteFormulaire["base"], epci: string): Promise<LogementOffert> {
  const [communes, bailleurs] = await Promise.all([choixCommunes(base, epci), choixBailleurs(base, epci)]);
  const bailleur = bailleurs.find(({ code }) => code === valeurDe(lu.saisie, "bailleur"));
  const commune = communes.find(({ code }) => code === valeurDe(lu.saisie, "commune"));
  const adresse = lu.text("adresse", "Adresse");
  if (!commune) lu.fail("commune", "Commune : choisissez-la dans la liste.");
  if (!bailleur) lu.fail("bailleur", "Bailleur : choisissez-le dans la liste.");
  const code = commune?.code ?? "";
  return {
    ...readCout(lu),
    adresse,
    commune: code,
    secteur: await secteurOf(base, epci, code),
    identRpls: lu.textOrNull("ident_rpls"),
    bailleur: { organisation: Number(bailleur?.code ?? 0), nom: bailleur?.libelle ?? "" },
    situation: lu.choice("situation", "Quartier", SITUATIONS),
    typologie: lu.choiceOrNull("typologie", "Type", TYPOLOGIES),
    premiereLocationLe: lu.dayOrNull("premiere_location", "Première location"),
    conventionneLe: lu.dayOrNull("conventionne", "Conventionné le"),
    rehabilite: lu.choice("rehabilite", "Réhabilité", REPONSES),
    residentialise: lu.choice("residentialise", "Résidentialisé", REPONSES),
    loyerBaisse: lu.choice("loyer_baisse", "Loyer diminué", REPONSES),
    pru1: lu.choice("pru1", "PRU 1", REPONSES),
    droitActionLogement: lu.choice("al", "Réservé à Action Logement", REPONSES),
  };
}

type Offre = DossierRelogement["offres"][number];

/** The offer of the address, by its number in the file. Throws `offre-inconnue`. */
function findOffre({ c, fiche }: ContexteFormulaire): Offre {
  const rang = c.req.param("rang");
  const found = fiche.dossier.offres.find(({ numero }) => String(numero) === rang);
  if (found) return found;
  throw new Refus("offre-inconnue", "Cette offre n’existe pas dans ce dossier. Choisissez-la sur sa page.");
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

const visite: FormulaireMenage = {
  chemin: "offres/:rang/visite",
  action: "modifier",
  fait: "visite",
  initial: aujourdhuiSeul,
  render: (props, contexte) => renderVisitePage(propsOffre(props, contexte)),
  read: (lu, contexte) => {
    const { epci, id, aujourdhui } = contexte;
    const offre = findOffre(contexte).id;
    const le = lu.day("le", "Visité le", aujourdhui);
    return (tx) => noterVisite(tx, { epci, id, offre, le, aujourdhui });
  },
};

const reponse: FormulaireMenage = {
  chemin: "offres/:rang/reponse",
  action: "modifier",
  fait: "reponse",
  initial: aujourdhuiSeul,
  champs: {
    "offre-sans-motif": "motif",
    "offre-motif-inutile": "motif",
    "offre-deja-acceptee": "reponse",
    "relogement-a-relire": "precision",
    "texte-longueur": "precision",
    "texte-nir": "precision",
    "texte-sante": "precision",
  },
  render: (props, contexte) => renderReponsePage(propsOffre(props, contexte)),
  read: (lu, contexte) => {
    const { epci, id, aujourdhui } = contexte;
    const demande = {
      epci,
      id,
      aujourdhui,
      offre: findOffre(contexte).id,
      relu: isRelu(lu.saisie),
      reponse: lu.choice("reponse", "Réponse", ["acceptee", "refusee", "retiree"]),
      le: lu.day("le", "Donnée le", aujourdhui),
      motif: lu.choiceOrNull("motif", "Motif du refus", MOTIFS_REFUS_OFFRE),
      precision: lu.textOrNull("precision") ?? "",
    };
    return (tx) => repondreOffre(tx, demande);
  },
};

const bail: FormulaireMenage = {
  chemin: "offres/:rang/bail",
  action: "modifier",
  fait: "bail",
  initial: aujourdhuiSeul,
  render: (props, contexte) => renderBailPage(propsOffre(props, contexte)),
  read: (lu, contexte) => {
    const { epci, id, aujourdhui } = contexte;
    const offre = findOffre(contexte).id;
    const le = lu.day("le", "Bail signé le", aujourdhui);
    return (tx) => signerBail(tx, { epci, id, offre, le, aujourdhui });
  },
};

export const FORMULAIRES_OFFRE: readonly FormulaireMenage[] = [proposer, visite, reponse, bail];
