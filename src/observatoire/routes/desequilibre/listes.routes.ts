import type { Context } from "hono";
import { peutPartout } from "#socle/regles/habilitation/peut.ts";
import { Refus } from "#socle/regles/shared/refus.ts";
import { garde } from "#socle/routes/acces/garde.ts";
import { brut, jour, relu } from "#socle/routes/champs.ts";
import type { Env } from "#socle/routes/deps.ts";
import { readNumero } from "#socle/routes/gouvernance/saisie-refusee.ts";
import { defineActe, type EtatPage, erreurOf, type Lieu, pageActes, Suite, typedOf } from "#socle/routes/page-actes.ts";
import type { Routes } from "#socle/routes/serveur/routes.ts";
import { sendDocument } from "#socle/routes/serveur/send-document.ts";
import { openCadre, type Site } from "#socle/routes/site.ts";
import {
  abandonnerListe,
  ajouterLigne,
  arreterListe,
  findListe,
  proposerListe,
  retirerLigne,
  unknownListe,
} from "../../actes/desequilibre/ecrire-liste.ts";
import { renderListeCsv, renderListePdf, renderListeXlsx } from "../../documents/liste-mixite-document.ts";
import type { AnalyseDesequilibre } from "../../lectures/desequilibre/analyse.ts";
import { readDesequilibres } from "../../lectures/desequilibre/read-analyse.ts";
import { CHEMIN_LISTES, renderListesPage } from "../../pages/desequilibre/listes-page.tsx";
import type { ListeMixite } from "../../regles/desequilibre/mixite.ts";
import { readVueDemandee } from "./question.ts";
import { listResidences } from "./residences.ts";

const BASE = `/t/:epci/${CHEMIN_LISTES}`;
const LIRE = garde("indicateur-interne", "lire");
const CREER = garde("indicateur-interne", "creer", { partout: true });

export function listesRoutes(app: Routes, site: Site): void {
  app
    .get(`${BASE}/:id/:fichier{annexe\\.(pdf|xlsx|csv)}`, LIRE, (c) => sendListe(site, c))
    .route(
      "/",
      pageActes(site, {
        chemin: CHEMIN_LISTES,
        droit: LIRE,
        show: showListes,
        actes: { proposee: PROPOSER, ajout: AJOUTER, retrait: RETIRER, abandon: ABANDONNER, arret: ARRETER },
      }),
    );
}

async function showListes(site: Site, c: Context<Env>, etat: EtatPage): Promise<string> {
  const { epci, cadre } = await openCadre(site, c);
  const { base, acteur } = c.var;
  const [listes, residences] = await Promise.all([base.desequilibres.listes(epci), listResidences(base, epci)]);
  return renderListesPage({
    cadre,
    epci,
    listes,
    residences,
    liste: chooseListe(listes, c.req.param("id") ?? c.req.query("liste") ?? ""),
    droits: {
      ecrire: peutPartout(acteur, "indicateur-interne", "creer", epci),
      arreter: peutPartout(acteur, "indicateur-interne", "valider", epci),
    },
    aujourdhui: site.deps.horloge.aujourdhui(),
    saisie: typedOf(etat),
    annonce: etat.annonce,
    erreur: erreurOf(etat),
    aRelire: etat.code === "motif-a-relire",
  });
}

/** The act's list, else the address's, else the last; null without any. Throws `liste-inconnue`. */
function chooseListe(listes: readonly ListeMixite[], asked: string): ListeMixite | null {
  if (asked === "") return listes[0] ?? null;
  const found = listes.find(({ id }) => String(id) === asked);
  if (!found) throw unknownListe();
  return found;
}

async function readAnalyse({ site, base, epci, aujourdhui }: Lieu): Promise<AnalyseDesequilibre> {
  const { question } = readVueDemandee(epci, {}, aujourdhui);
  const { analyse } = await readDesequilibres(base, site.memoire, question);
  if (analyse) return analyse;
  throw new Refus("liste-sans-parc", "Aucun parc n’est publié\u00A0: il n’y a pas de résidence à proposer.");
}

const PROPOSER = defineActe({
  chemin: "",
  droit: CREER,
  annonce: "Le projet est ouvert\u00A0: il part de ce que la méthode propose.",
  defaire: { par: "abandon", quoi: "l’ouverture de ce projet", vise: ["id"] },
  champs: {},
  run: async (lieu) => {
    const { base, epci, aujourdhui } = lieu;
    const liste = await proposerListe(base, epci, await readAnalyse(lieu), aujourdhui);
    return new Suite({ parametres: { liste }, annuler: liste });
  },
});

const LIGNE = { droit: CREER, champs: { cle: brut(), motif: brut(), relu: relu() } };
/** Goes back to the changed list, which may not be the last. */
const surListe = ({ numero }: Lieu) => new Suite({ parametres: { liste: numero("id") } });

const AJOUTER = defineActe({
  ...LIGNE,
  chemin: ":id/ajout",
  annonce: "La résidence est sur le projet.",
  run: async (lieu, ligne) => {
    await ajouterLigne(lieu.base, () => readAnalyse(lieu), { epci: lieu.epci, id: lieu.numero("id"), ...ligne });
    return surListe(lieu);
  },
});

const RETIRER = defineActe({
  ...LIGNE,
  chemin: ":id/retrait",
  annonce: "La résidence n’est plus retenue.",
  run: async (lieu, ligne) => {
    await retirerLigne(lieu.base, { epci: lieu.epci, id: lieu.numero("id"), ...ligne });
    return surListe(lieu);
  },
});

const ABANDONNER = defineActe({
  chemin: ":id/abandon",
  droit: CREER,
  annonce: "Le projet est abandonné.",
  champs: {},
  run: ({ base, epci, numero }) => abandonnerListe(base, { epci, id: numero("id") }),
});

const ARRETER = defineActe({
  chemin: ":id/arret",
  droit: garde("indicateur-interne", "valider", { partout: true }),
  annonce: "La liste est arrêtée.",
  champs: { acte: brut(), arreteeLe: jour("Arrêtée le") },
  run: async (lieu, arret) => {
    const { base, epci, aujourdhui, numero } = lieu;
    await arreterListe(base, { epci, id: numero("id") }, { ...arret, aujourdhui });
    return surListe(lieu);
  },
});

async function sendListe(site: Site, c: Context<Env>): Promise<Response> {
  const { epci, cadre } = await openCadre(site, c);
  const liste = await findListe(c.var.base, epci, readNumero(c, "id"));
  const vue = { territoire: cadre.territoire, liste };
  const nom = `residences-enjeu-mixite-${epci}-${liste.id}`;
  switch (c.req.param("fichier")?.split(".").at(-1)) {
    case "pdf":
      return sendDocument(c, { nom, type: "pdf", contenu: await renderListePdf(vue) });
    case "xlsx":
      return sendDocument(c, { nom, type: "xlsx", contenu: await renderListeXlsx(vue) });
    default:
      return sendDocument(c, { nom, type: "csv", contenu: renderListeCsv(vue) });
  }
}
