import type { Context } from "hono";
import { guichetsOf } from "#dossier/lectures/registre/guichets.ts";
import { CHEMIN_NOUVELLE, cheminDemande } from "#dossier/pages/registre/chemins.ts";
import { MODES_LOGEMENT, TYPOLOGIES } from "#dossier/regles/reponses.ts";
import { valeurDe } from "#socle/pages/design/formulaire.tsx";
import { garde } from "#socle/routes/acces/garde.ts";
import {
  choix,
  choixOuVide,
  entierOuVide,
  jourPasse,
  montantOuVide,
  numeroCache,
  plusieurs,
  texte,
  texteDeForme,
  texteOuVide,
} from "#socle/routes/champs.ts";
import type { Env } from "#socle/routes/deps.ts";
import { defineActe, type EtatPage, pageActes, Suite } from "#socle/routes/page-actes.ts";
import type { Routes } from "#socle/routes/serveur/routes.ts";
import { openCadre, type Site } from "#socle/routes/site.ts";
import { creerDemande } from "../../actes/registre/creer-demande.ts";
import { renderNouvellePage } from "../../pages/registre/nouvelle-page.tsx";

const NOM_MAX = 80;
/** Maximum persons of the steps, the applicant included. */
const PERSONNES_MAX = 21;
const COURRIEL = /^[^\s@]{1,64}@[^\s@.]+(\.[^\s@.]+)+$/;

export function nouvelleRoutes(site: Site): Routes {
  return pageActes(site, {
    chemin: CHEMIN_NOUVELLE,
    droit: NOUVELLE.droit,
    show: showNouvelle,
    actes: { ouverte: NOUVELLE },
  });
}

async function showNouvelle(site: Site, c: Context<Env>, { saisie, refus }: EtatPage): Promise<string> {
  const { epci, cadre } = await openCadre(site, c);
  const { base } = c.var;
  const [communes, noms] = await Promise.all([base.territoires.communes(epci), base.registres.guichets(epci)]);
  return renderNouvellePage({
    cadre,
    epci,
    etat: { saisie, refus },
    guichets: (guichetsOf(base, epci) ?? []).map((id) => ({ code: String(id), libelle: noms.get(id) ?? "Guichet" })),
    communes: communes.map(({ commune, nom }) => ({ code: commune, libelle: nom })),
  });
}

const COMMUNES = ["commune_1", "commune_2", "commune_3"] as const;

export const NOUVELLE = defineActe({
  chemin: "",
  droit: garde("demande-identite", "creer"),
  annonce: "La demande est ouverte. Ouvrez le dossier pour continuer avec la personne, ou pour l’enregistrer.",
  champDe: ({ code }) => (code === "droit-absent" ? undefined : code === "commune-hors" ? "commune_1" : "guichet"),
  champs: ({ aujourdhui }, saisie) => ({
    personnes: entierOuVide("Personnes à loger", 1)
      .refine((nombre) => nombre !== null, "Personnes à loger\u00A0: écrivez combien.")
      .refine((nombre) => (nombre ?? 0) <= PERSONNES_MAX, `Personnes à loger\u00A0: ${PERSONNES_MAX} au plus.`),
    commune_1: texteOuVide(5).refine(
      () => COMMUNES.some((nom) => valeurDe(saisie, nom).trim() !== ""),
      "Commune souhaitée\u00A0: choisissez-en une au moins.",
    ),
    commune_2: texteOuVide(5),
    commune_3: texteOuVide(5),
    guichet: numeroCache(),
    accords: plusieurs(["courriel", "sms"]),
    courriel: texteDeForme("Courriel", {
      forme: COURRIEL,
      max: 200,
      ecrire: "écrivez-le comme nom@exemple.fr, ou laissez vide",
    }),
    telephone: texteDeForme("Téléphone", {
      forme: /^\+?[\d .\-()]{6,20}$/,
      max: 20,
      ecrire: "écrivez des chiffres, ou laissez vide",
    }),
    civilite: choix("Civilité", ["madame", "monsieur"]),
    nom: texte("Nom de naissance", NOM_MAX),
    prenom: texte("Prénom", NOM_MAX),
    nom_usage: texteOuVide(NOM_MAX),
    adresse: texteOuVide(200),
    naissance: jourPasse("Date de naissance", aujourdhui),
    revenu: montantOuVide("Revenus du ménage"),
    typologie: choixOuVide("Logement cherché", TYPOLOGIES),
    logement: choixOuVide("Logement actuel", MODES_LOGEMENT),
  }),
  run: async ({ base, epci, aujourdhui, horloge }, { commune_1, commune_2, commune_3, accords, ...lu }) => {
    const { guichet, personnes, revenu: revenuMensuel, typologie, logement, nom_usage: nomUsage, ...identite } = lu;
    const { courriel, telephone } = identite;
    const accordCourriel = accords.includes("courriel") && courriel !== null;
    const accordSms = accords.includes("sms") && telephone !== null;
    const demandeur = await creerDemande(base, {
      epci,
      aujourdhui,
      maintenant: horloge.maintenant(),
      guichet,
      identite: { ...identite, nomUsage, adresseCommune: null, accordCourriel, accordSms },
      personnes: personnes ?? 1,
      communes: [...new Set([commune_1, commune_2, commune_3].filter((commune) => commune !== null))],
      revenuMensuel,
      typologie,
      logement,
    });
    return new Suite({ chemin: cheminDemande(demandeur) });
  },
});
