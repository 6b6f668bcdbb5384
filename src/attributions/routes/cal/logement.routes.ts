import type { Context } from "hono";
import { cheminDemande } from "#dossier/pages/registre/chemins.ts";
import { buildFiche, type FicheResidence } from "#observatoire/lectures/desequilibre/fiche.ts";
import { readDesequilibres } from "#observatoire/lectures/desequilibre/read-analyse.ts";
import { METHODE_INITIALE } from "#observatoire/regles/desequilibre/methode.ts";
import { hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { SANS_REFUS, valeurDe } from "#socle/pages/design/formulaire.tsx";
import { habilitationsIn, peut, peutPartout } from "#socle/regles/habilitation/peut.ts";
import { capitalize } from "#socle/regles/shared/format.ts";
import { garde } from "#socle/routes/acces/garde.ts";
import { brut, choix, numeroOuVide, relu, texteOuVide } from "#socle/routes/champs.ts";
import type { Env } from "#socle/routes/deps.ts";
import { defineActe, type EtatPage, pageActes, Suite } from "#socle/routes/page-actes.ts";
import type { Routes } from "#socle/routes/serveur/routes.ts";
import { openCadre, type Site } from "#socle/routes/site.ts";
import { deciderLogement } from "../../actes/cal/decider.ts";
import { retirerLogement } from "../../actes/cal/preparer.ts";
import { donnerAvis } from "../../actes/cal/tenir.ts";
import { parler, voter } from "../../actes/cal/voter.ts";
import { sayException } from "../../lectures/cal/pv.ts";
import {
  decisionDe,
  depouillerCandidat,
  findLogement,
  isLa,
  libelleLogement,
  maVoix,
  nommerCandidat,
  readSeance,
  type SeanceLue,
  votantsDe,
} from "../../lectures/cal/seance-lue.ts";
import { cheminSeance } from "../../pages/cal/chemins.ts";
import type { LogementPageProps } from "../../pages/cal/logement-page.tsx";
import { renderLogementPage } from "../../pages/cal/logement-page.tsx";
import { AVIS_COMMUNE } from "../../regles/cal/avis.ts";
import { nommerMembre } from "../../regles/cal/composition.ts";
import type { DecisionSaisie } from "../../regles/cal/decider.ts";
import { writeLettre } from "../../regles/cal/lettre.ts";
import { isVoteOuvert } from "../../regles/cal/seance.ts";
import { sayDepouillement } from "../../regles/cal/vote.ts";
import { readDecisions, readVotes } from "./saisie.ts";
import { UN_LOGEMENT, viseLogement } from "./vise.ts";

const VOTER = garde("decision", "valider");

const VOTE = defineActe({
  chemin: "vote",
  droit: VOTER,
  annonce: "Votre vote est enregistré.",
  champs: { jeton: brut(), membre: numeroOuVide() },
  run: (lieu, bulletin, saisie) => voter(lieu.base, { ...viseLogement(lieu), ...bulletin, votes: readVotes(saisie) }),
});

const PARLER = defineActe({
  chemin: "messages",
  droit: VOTER,
  annonce: "Le message est enregistré.",
  champs: { jeton: brut(), texte: texteOuVide(500), nature: choix("Message", ["message", "examen"]), relu: relu() },
  run: (lieu, message) => parler(lieu.base, { ...viseLogement(lieu), ...message }),
});

const AVISER = defineActe({
  chemin: "avis",
  droit: garde("seance", "valider"),
  annonce: "L’avis de la commune est enregistré.",
  champs: { avis: choix("Votre avis", AVIS_COMMUNE), motif_avis: texteOuVide(500), relu: relu() },
  run: (lieu, { avis: sens, motif_avis: motif, relu }) =>
    donnerAvis(lieu.base, { ...viseLogement(lieu), sens, motif, relu }),
});

/** Read again before it is written: the first sending only shows what each household would read. */
const DECIDER = defineActe({
  chemin: "decision",
  droit: garde("decision", "creer"),
  annonce: "Les décisions sont enregistrées.",
  champs: { jeton: brut(), geste: brut(), relu: relu() },
  run: async (lieu, { jeton, geste, relu }, saisie) => {
    const decisions = readDecisions(saisie);
    if (geste === "decider") return deciderLogement(lieu.base, { ...viseLogement(lieu), jeton, decisions, relu });
    const etat = { saisie, refus: SANS_REFUS, annonce: null, code: null, acte: "decision" };
    return lieu.c.html(await showLogement(lieu.site, lieu.c, etat));
  },
});

const RETIRER = defineActe({
  chemin: "retirer",
  droit: garde("seance", "modifier"),
  annonce: null,
  champs: {},
  run: async ({ base, epci, numero }) => {
    const seance = numero("seance");
    await retirerLogement(base, { epci, seance, liberation: numero("liberation") });
    return new Suite({ chemin: cheminSeance(seance), fait: "inscrits" });
  },
});

/** `/t/:epci/cal/:seance/logements/:liberation`: a dwelling of the agenda, its votes, its thread and its decision. */
export function logementCalRoutes(site: Site): Routes {
  return pageActes(site, {
    chemin: UN_LOGEMENT,
    droit: garde("seance", "lire"),
    show: showLogement,
    actes: { vote: VOTE, message: PARLER, avis: AVISER, decision: DECIDER, retire: RETIRER },
    dits: ["cal-sans-voix", "cal-sans-siege", "cal-avis-commune"],
  });
}

async function showLogement(site: Site, c: Context<Env>, etat: EtatPage): Promise<string> {
  const { epci, cadre } = await openCadre(site, c);
  const { seance: id, liberation, aujourdhui, maintenant } = viseLogement({ site, c });
  const lue = await readSeance(c.var.base, epci, id);
  const logement = findLogement(lue, liberation);
  const { seance, messages, logements } = lue;
  const enJeu = c.req.query("vue") === "en-jeu";
  const rang = logements.findIndex((un) => un.liberation === liberation);
  const noms = new Map(lue.membres.map((membre) => [membre.id, nommerMembre(membre)]));
  return renderLogementPage({
    cadre,
    epci,
    seance,
    logement,
    aujourdhui,
    reference: lue.reference,
    quorum: lue.quorum.phrase,
    exception: sayException(logement.bien.exception, seance.tenueLe),
    candidats: candidatsOf(lue, liberation),
    avis: lue.avis.find((un) => un.liberation === liberation) ?? null,
    messages: messages
      .filter((un) => un.liberation === liberation)
      .map((un) => ({ ...un, de: (un.membre === null ? undefined : noms.get(un.membre)) ?? "Membre" })),
    enJeu,
    residence: enJeu ? await readResidence(site, c, logement) : null,
    precedent: logements[rang - 1]?.liberation ?? null,
    suivant: logements[rang + 1]?.liberation ?? null,
    votants: lue.secretaire && seance.mode !== "asynchrone" ? votantsDe(lue, logement).filter(isLa) : [],
    peut: droitsOf(c, lue, { liberation, maintenant }),
    decision: await formulaireOf(c, lue, { liberation, apercu: apercuOf(etat), aujourdhui }),
    etat,
    aRelire: etat.code === "cal-a-relire",
    jeton: jetonOf(etat),
    brouillon: { page: `${c.var.acteur.compte}:${epci}:${id}:${liberation}`, fait: c.req.query("fait") ?? null },
    annonce: etat.annonce,
  });
}

/** What the decisions typed would be written as; undefined: none was typed, or could be read. */
function apercuOf({ acte, code, saisie }: EtatPage): readonly DecisionSaisie[] | undefined {
  return acte === "decision" && code !== "saisie-a-corriger" ? readDecisions(saisie) : undefined;
}

/** What was typed goes again with the token of the page that was refused: sent twice, it acts once. A token that has served for something else is left. */
function jetonOf({ saisie, code }: EtatPage): string {
  const jeton = valeurDe(saisie, "jeton");
  return jeton === "" || code === "cal-jeton" ? crypto.randomUUID() : jeton;
}

function candidatsOf(lue: SeanceLue, liberation: number): LogementPageProps["candidats"] {
  const logement = findLogement(lue, liberation);
  return lue.candidats
    .filter((candidat) => candidat.liberation === liberation)
    .map((candidat) => ({
      candidat,
      nom: capitalize(nommerCandidat(lue.candidats, candidat)),
      decompte: sayDepouillement(depouillerCandidat(lue, logement, candidat.id)),
      decision: decisionDe(lue, logement, candidat),
      dossier: dossierOf(lue, candidat),
    }));
}

/** Leads to where the purpose is asked for and the opening written in the journal. null before the convocation, which ties the files to the session. */
function dossierOf({ seance, regles, secretaire }: SeanceLue, { epci, demandeur }: SeanceLue["candidats"][number]) {
  const ouvert = secretaire && regles.nomsSecretaire && seance.etat !== "preparation" && demandeur !== null;
  return ouvert ? hrefTerritoire(epci, cheminDemande(demandeur)) : null;
}

type Ici = { readonly liberation: number; readonly maintenant: string };

/** Acts that the page offers; each checks its own right. */
function droitsOf(c: Context<Env>, lue: SeanceLue, { liberation, maintenant }: Ici): LogementPageProps["peut"] {
  const { acteur } = c.var;
  const logement = findLogement(lue, liberation);
  const { epci } = logement;
  const ouvert = lue.seance.etat === "ouverte" && logement.etat === "inscrit";
  const dans = isVoteOuvert(lue.seance.fenetre, maintenant);
  const votant = maVoix(lue, logement) !== undefined;
  const ecrit = lue.secretaire && lue.seance.mode !== "asynchrone" && votantsDe(lue, logement).some(isLa);
  const mairie = habilitationsIn(acteur, epci).find(({ role }) => role === "commune");
  return {
    voter: ouvert && dans && (votant || ecrit) && peut(acteur, "decision", "valider", epci),
    parler: ouvert && dans && lue.moi !== null && peut(acteur, "decision", "valider", epci),
    decider: ouvert && lue.secretaire,
    aviser:
      lue.seance.etat === "convoquee" &&
      mairie !== undefined &&
      (mairie.communes.length === 0 || mairie.communes.includes(logement.commune)),
    observer: peutPartout(acteur, "indicateur-interne", "lire", epci),
  };
}

async function formulaireOf(
  c: Context<Env>,
  lue: SeanceLue,
  {
    liberation,
    apercu,
    aujourdhui,
  }: {
    readonly liberation: number;
    readonly apercu: readonly DecisionSaisie[] | undefined;
    readonly aujourdhui: string;
  },
): Promise<LogementPageProps["decision"]> {
  if (!lue.secretaire) return { apercu: null, methodes: [] };
  const ici = findLogement(lue, liberation);
  const ecrites = await c.var.base.desequilibres.methodes(ici.epci);
  const methodes = [METHODE_INITIALE, ...ecrites].filter(({ depuis }) => depuis <= aujourdhui);
  const logement = libelleLogement(ici);
  const bailleur = lue.seance.nomBailleur;
  const lettres = apercu?.map((decision): [number, readonly string[]] => [
    decision.candidature,
    writeLettre({ decision, logement, bailleur, jour: aujourdhui }),
  ]);
  return { methodes, apercu: lettres ? new Map(lettres) : null };
}

/** null: not in the stock, or not for this person. */
async function readResidence(
  site: Site,
  c: Context<Env>,
  { epci, bien: { residence } }: SeanceLue["logements"][number],
): Promise<FicheResidence | null> {
  if (residence === null || !peutPartout(c.var.acteur, "indicateur-interne", "lire", epci)) return null;
  const { analyse } = await readDesequilibres(c.var.base, site.memoire, {
    epci,
    millesime: null,
    enquete: null,
    methode: null,
    aujourdhui: site.deps.horloge.aujourdhui(),
  });
  return analyse && buildFiche(analyse, residence);
}
