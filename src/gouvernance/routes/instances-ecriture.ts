import type { Context } from "hono";
import { SANS_REFUS } from "#socle/pages/design/formulaire.tsx";
import { peutPartout } from "#socle/regles/habilitation/peut.ts";
import { garde } from "#socle/routes/acces/garde.ts";
import { jourPasse, texte } from "#socle/routes/champs.ts";
import type { Env } from "#socle/routes/deps.ts";
import { readNumero } from "#socle/routes/gouvernance/saisie-refusee.ts";
import { defineActe, type EtatPage, erreurOf, type Lieu, pageActes, Suite } from "#socle/routes/page-actes.ts";
import { Routes } from "#socle/routes/serveur/routes.ts";
import { openCadre, type Site } from "#socle/routes/site.ts";
import {
  ajouterContact,
  ajouterMembre,
  cloreInstance,
  creerInstance,
  findInstance,
  findMembre,
  modifierInstance,
  modifierMembre,
  retirerContact,
} from "../actes/instance-ecrire.ts";
import { readInstance } from "../lectures/instance-lire.ts";
import { cheminInstance } from "../pages/instance-chemins.ts";
import { renderInstanceFormulaire, renderMembreFormulaire } from "../pages/instance-formulaire.tsx";
import { renderInstancePage } from "../pages/instance-page.tsx";
import {
  CHAMPS_INSTANCE,
  CHAMPS_MEMBRE,
  ficheInstanceOf,
  ficheMembreOf,
  INSTANCE_VIERGE,
  MEMBRE_VIERGE,
  saisieOfInstance,
  saisieOfMembre,
} from "./instances-saisie.ts";

/** Members and meetings need the whole resource, not only its published part. */
const LIRE_TOUT = garde("instance", "lire", { partout: true });
const CREER = garde("instance", "creer", { partout: true });
const MODIFIER = garde("instance", "modifier", { partout: true });

const INSTANCE = "commission/instances/:id{[0-9]+}";
const MEMBRE = "membres/:membre{[0-9]+}";
const A_RELIRE = "gouvernance-a-relire";

export function instanceActes(site: Site): Routes {
  const page = {
    chemin: INSTANCE,
    droit: LIRE_TOUT,
    show: showInstance,
    actes: { close: CLORE, contact: AJOUTER_CONTACT, retrait: RETIRER_CONTACT },
    annonces: { creee: CREER_INSTANCE, modifiee: MODIFIER_INSTANCE, membre: AJOUTER_MEMBRE },
  };
  const nouvelle = { chemin: "commission/instances/nouvelle", droit: CREER, show: showFormulaire };
  const modifier = { chemin: `${INSTANCE}/modifier`, droit: MODIFIER, show: showFormulaire };
  const nouveau = { chemin: `${INSTANCE}/membres/nouveau`, droit: MODIFIER, show: showMembre };
  const membre = { chemin: `${INSTANCE}/${MEMBRE}`, droit: MODIFIER, show: showMembre };
  return new Routes()
    .route("/", pageActes(site, { ...nouvelle, actes: { creee: CREER_INSTANCE } }))
    .route("/", pageActes(site, page))
    .route("/", pageActes(site, { ...modifier, actes: { modifiee: MODIFIER_INSTANCE } }))
    .route("/", pageActes(site, { ...nouveau, actes: { membre: AJOUTER_MEMBRE } }))
    .route("/", pageActes(site, { ...membre, actes: { membre: MODIFIER_MEMBRE } }));
}

async function showInstance(site: Site, c: Context<Env>, etat: EtatPage): Promise<string> {
  const { epci, cadre } = await openCadre(site, c);
  const aujourdhui = site.deps.horloge.aujourdhui();
  const refuse = { membre: readNumero(c, "membre"), saisie: etat.saisie, refus: SANS_REFUS };
  return renderInstancePage({
    cadre,
    epci,
    lue: await readInstance(c.var.base, { epci, id: readNumero(c, "id"), aujourdhui }),
    ecrire: peutPartout(c.var.acteur, "instance", "creer", epci),
    annonce: etat.annonce,
    erreur: erreurOf(etat),
    contact: etat.acte === "contact" ? refuse : null,
  });
}

/** Without `id` in the URL: a new instance. */
async function showFormulaire(site: Site, c: Context<Env>, { acte, saisie, refus, code }: EtatPage): Promise<string> {
  const { epci, cadre } = await openCadre(site, c);
  const nouvelle = c.req.param("id") === undefined;
  const instance = nouvelle ? null : await findInstance(c.var.base, epci, readNumero(c, "id"));
  const depart = instance ? saisieOfInstance(instance) : INSTANCE_VIERGE;
  const typed = acte === null ? depart : saisie;
  return renderInstanceFormulaire({ cadre, epci, instance, saisie: typed, refus, aRelire: code === A_RELIRE });
}

/** Without `membre` in the URL: a new member. */
async function showMembre(site: Site, c: Context<Env>, { acte, saisie, refus, code }: EtatPage): Promise<string> {
  const { epci, cadre } = await openCadre(site, c);
  const { base } = c.var;
  const [instance, organisations] = await Promise.all([
    findInstance(base, epci, readNumero(c, "id")),
    base.casBloques.organisations(),
  ]);
  const nouveau = c.req.param("membre") === undefined;
  const membre = nouveau ? null : await findMembre(base, epci, instance.id, readNumero(c, "membre"));
  const depart = membre ? saisieOfMembre(membre) : MEMBRE_VIERGE;
  const typed = acte === null ? depart : saisie;
  const aRelire = code === A_RELIRE;
  return renderMembreFormulaire({ cadre, epci, instance, membre, organisations, saisie: typed, refus, aRelire });
}

const CREER_INSTANCE = defineActe({
  chemin: "",
  droit: CREER,
  annonce: "L’instance est créée. Ajoutez ses membres.",
  champs: CHAMPS_INSTANCE,
  run: async ({ base, epci }, lu) => {
    const id = await creerInstance(base, { epci, ...ficheInstanceOf(lu) });
    return new Suite({ chemin: cheminInstance(id) });
  },
});

const MODIFIER_INSTANCE = defineActe({
  chemin: "",
  droit: MODIFIER,
  annonce: "L’instance est modifiée.",
  champs: CHAMPS_INSTANCE,
  run: async (lieu, lu) => {
    await modifierInstance(lieu.base, { epci: lieu.epci, id: lieu.numero("id"), ...ficheInstanceOf(lu) });
    return surInstance(lieu);
  },
});

const CLORE = defineActe({
  chemin: "clore",
  droit: MODIFIER,
  annonce: "L’instance est close.",
  champs: ({ aujourdhui }) => ({ le: jourPasse("Dernier jour", aujourdhui) }),
  run: ({ base, epci, numero }, { le }) => cloreInstance(base, { epci, id: numero("id"), le }),
});

const AJOUTER_MEMBRE = defineActe({
  chemin: "",
  droit: MODIFIER,
  annonce: "Le membre est enregistré.",
  champs: CHAMPS_MEMBRE,
  run: async (lieu, lu) => {
    await ajouterMembre(lieu.base, { epci: lieu.epci, instance: lieu.numero("id"), ...ficheMembreOf(lu) });
    return surInstance(lieu);
  },
});

const MODIFIER_MEMBRE = defineActe({
  chemin: "",
  droit: MODIFIER,
  annonce: AJOUTER_MEMBRE.annonce,
  champs: CHAMPS_MEMBRE,
  run: async (lieu, lu) => {
    await modifierMembre(lieu.base, { ...membreOf(lieu), ...ficheMembreOf(lu) });
    return surInstance(lieu);
  },
});

const AJOUTER_CONTACT = defineActe({
  chemin: `${MEMBRE}/contacts`,
  droit: MODIFIER,
  annonce: "Les contacts sont enregistrés.",
  defaire: { par: "retrait", quoi: "l’ajout de ce contact", vise: ["membre", "contact"] },
  champs: { nom: texte("Nom du contact"), courriel: texte("Adresse électronique") },
  run: async (lieu, contact) => {
    const vise = membreOf(lieu);
    return new Suite({ annuler: `${vise.membre}.${await ajouterContact(lieu.base, { ...vise, ...contact })}` });
  },
});

const RETIRER_CONTACT = defineActe({
  chemin: `${MEMBRE}/contacts/:contact{[0-9]+}/retirer`,
  droit: MODIFIER,
  annonce: AJOUTER_CONTACT.annonce,
  champs: {},
  run: async (lieu) => {
    await retirerContact(lieu.base, { ...membreOf(lieu), contact: lieu.numero("contact") });
    return new Suite({ fait: "contact" });
  },
});

function membreOf({ epci, numero }: Lieu) {
  return { epci, instance: numero("id"), membre: numero("membre") };
}

function surInstance({ numero }: Lieu): Suite {
  return new Suite({ chemin: cheminInstance(numero("id")) });
}
