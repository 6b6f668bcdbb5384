import type { Context } from "hono";
import { plusTard } from "#socle/regles/shared/refus.ts";
import { gardeCompte } from "#socle/routes/acces/garde.ts";
import { brut } from "#socle/routes/champs.ts";
import { clearCookie, readCookie, writeCookie } from "#socle/routes/connexion/cookie.ts";
import type { Env } from "#socle/routes/deps.ts";
import { type Acte, defineActe, type EtatPage, erreurOf, type Lieu, pageActes } from "#socle/routes/page-actes.ts";
import type { Routes } from "#socle/routes/serveur/routes.ts";
import { emptyCadre, type Site } from "#socle/routes/site.ts";
import { addCle, removeCle } from "../../actes/connexion/cle-acces.ts";
import { changeMotDePasse, closeOwnSession, readMonCompte, refuseDemonstration } from "../../actes/connexion/compte.ts";
import { demanderPreuve } from "../../lectures/connexion/envoyer-lien.ts";
import { tooManyTries } from "../../lectures/connexion/login.ts";
import { LONGUEUR_MIN } from "../../lectures/connexion/mot-de-passe.ts";
import type { VerificateurCles } from "../../lectures/connexion/outils.ts";
import type { Moyen, SessionLue } from "../../lectures/connexion/ports.ts";
import { renderMonComptePage } from "../../pages/connexion/mon-compte-page.tsx";
import { currentSession, envoiLienDeps, jsonOf, refusalOf } from "./entree.ts";

/** `/mon-compte`. Keys can only be added where the address allows binding them. */
export function compteRoutes(site: Site): Routes {
  const { cles } = site.deps.connexion;
  const ajout: Readonly<Record<string, Acte>> = cles === null ? {} : { cle: addingCle(cles) };
  return pageActes(site, {
    racine: "/mon-compte",
    chemin: "",
    droit: gardeCompte(),
    show: showMonCompte,
    actes: {
      "mot-de-passe": CHANGER_MOT_DE_PASSE,
      "cle-retiree": RETIRER_CLE,
      preuve: DEMANDER_PREUVE,
      session: FERMER_SESSION,
      ...ajout,
    },
  });
}

async function showMonCompte(site: Site, c: Context<Env>, etat: EtatPage): Promise<string> {
  const { connexion } = site.deps;
  c.header("cache-control", "no-store");
  return renderMonComptePage({
    cadre: emptyCadre(site, c),
    monCompte: await readMonCompte(connexion, await currentSession(site, c)),
    cles: connexion.cles !== null,
    longueurMin: LONGUEUR_MIN,
    erreur: erreurOf(etat),
    annonce: etat.annonce,
  });
}

/** Logs a refusal too; `moyen`: the way of logging in concerned, by default the session's. */
async function withSession({ site, c }: Lieu, work: (lue: SessionLue) => Promise<void>, moyen?: Moyen): Promise<void> {
  const lue = await currentSession(site, c);
  try {
    await work(lue);
  } catch (error) {
    throw refusalOf(site, c, error, moyen ?? lue.session.moyen);
  }
}

const CHANGER_MOT_DE_PASSE = defineActe({
  chemin: "mot-de-passe",
  droit: gardeCompte(),
  annonce: "Le mot de passe est enregistré\u00A0; vos autres sessions sont fermées.",
  champs: { actuel: brut(), nouveau: brut() },
  run: (lieu, mots) =>
    withSession(
      lieu,
      async (lue) => {
        const { site, c } = lieu;
        const { connexion } = site.deps;
        const ici = { adresse: connexion.adresse(c), appareils: readCookie(c, connexion, "appareil") };
        writeCookie(c, connexion, "appareil", await changeMotDePasse(connexion, lue, { ...mots, ...ici }));
      },
      "mot-de-passe",
    ),
});

const RETIRER_CLE = defineActe({
  chemin: "cles/retirer",
  droit: gardeCompte(),
  annonce: "La clé d’accès est retirée\u00A0: elle ne donne plus accès à ce compte. Vos autres sessions sont fermées.",
  champs: { identifiant: brut() },
  run: (lieu, { identifiant }) => withSession(lieu, (lue) => removeCle(lieu.site.deps.connexion, lue, identifiant)),
});

const DEMANDER_PREUVE = defineActe({
  chemin: "preuve",
  droit: gardeCompte(),
  annonce: "Un message est parti à votre adresse\u00A0: suivez son lien, qui sert une fois, pendant 24 heures.",
  champs: {},
  run: (lieu) =>
    withSession(lieu, async ({ compte }) => {
      const { connexion } = lieu.site.deps;
      refuseDemonstration(compte);
      const attenteS = await connexion.freinMessages.take(connexion.adresse(lieu.c), compte.courriel);
      if (attenteS !== null) throw tooManyTries(attenteS);
      const issue = await demanderPreuve(envoiLienDeps(lieu.site), compte);
      if (issue.etat === "echec") throw plusTard("message-non-parti", `Le message n’est pas parti. ${issue.motif}`);
    }),
});

const FERMER_SESSION = defineActe({
  chemin: "sessions/fermer",
  droit: gardeCompte(),
  annonce: "C’est fermé\u00A0: le navigateur concerné devra se reconnecter.",
  champs: { session: brut() },
  run: (lieu, { session }) => withSession(lieu, (lue) => closeOwnSession(lieu.site.deps.connexion, lue, session)),
});

/** The browser's answer to the challenge of /mon-compte/cles/options. */
function addingCle(cles: VerificateurCles): Acte {
  return defineActe({
    chemin: "cles",
    droit: gardeCompte(),
    annonce: "La clé d’accès est ajoutée\u00A0; vos autres sessions sont fermées.",
    champs: { reponse: brut(), nom_cle: brut() },
    run: (lieu, { reponse, nom_cle: nom }) =>
      withSession(
        lieu,
        async (lue) => {
          const { site, c } = lieu;
          const { connexion } = site.deps;
          const jeton = readCookie(c, connexion, "defi-cle");
          clearCookie(c, connexion, "defi-cle");
          await addCle({ ...connexion, cles }, lue, { jeton, reponse: jsonOf(reponse), nom });
        },
        "cle-acces",
      ),
  });
}
