import type { IssueVeille, MotifVeille } from "#observatoire/regles/veille/veille.ts";
import type { Base } from "#socle/lectures/base.ts";
import { formatNombre } from "#socle/regles/shared/format.ts";
import { conflit, interdit, introuvable, Refus } from "#socle/regles/shared/refus.ts";
import { organisationsOf, peutConfier, readReperes } from "../../lectures/veille/compute-veille.ts";
import type { PriseVeille } from "../../lectures/veille/ports.ts";

type AConfier = {
  readonly epci: string;
  readonly motif: MotifVeille;
  readonly organisation: number;
  readonly references: readonly string[];
  readonly aujourdhui: string;
};

/** Maximum references taken at once: those of a page. */
const CONFIEES_MAX = 200;

/** Asks an organisation to follow demandes; returns the count taken. Throws `droit-absent`, `veille-vide`, `veille-prise`, `stock-inconnu`. */
export function confierVeille(base: Base, demande: AConfier): Promise<number> {
  const { epci, motif, organisation, references, aujourdhui } = demande;
  requireConfier(base, epci);
  if (references.length === 0) throw new Refus("veille-vide", "Cochez au moins une demande, puis confiez-la.");
  if (references.length > CONFIEES_MAX) {
    throw new Refus("veille-vide", `Confiez ${formatNombre(CONFIEES_MAX)} demandes au plus à la fois.`);
  }
  return base.transaction(async (tx) => {
    const reperes = await readReperes(tx, epci);
    if (reperes === null) throw introuvable("stock-inconnu", "Aucun stock de demandes n’est publié.");
    const connues = await tx.casBloques.organisations();
    if (!connues.some(({ id }) => id === organisation)) {
      throw new Refus("veille-organisme", "Organisme : choisissez dans la liste.");
    }
    const prises = await tx.veilles.prendre(reperes, { motif, organisation, references }, aujourdhui);
    if (prises === 0) {
      throw conflit(
        "veille-prise",
        "Ces demandes sont déjà suivies pour ce motif, ou ne sont plus dans le stock. Relisez la liste.",
      );
    }
    const objet = `veille:${motif}:${prises}:${organisation}`;
    await tx.journal.ecrire({ acte: "veille-prise", ressource: "attribution", epci, objet });
    return prises;
  });
}

function requireConfier(base: Base, epci: string): void {
  if (peutConfier(base, epci)) return;
  throw interdit("droit-absent", "L’EPCI pilote la veille : lui seul confie les demandes.");
}

type ASuivre = { readonly epci: string; readonly id: number };

/** A person of the organisation takes the demande on. Throws `veille-inconnue`, `veille-close`, `veille-prise`. */
export function suivreVeille(base: Base, { epci, id }: ASuivre): Promise<void> {
  return base.transaction(async (tx) => {
    await requireOuverte(tx, { epci, id });
    if (!(await tx.veilles.suivre(epci, id))) {
      throw conflit("veille-prise", "Une autre personne s’occupe déjà de cette demande\u00A0: relisez la liste.");
    }
    await tx.journal.ecrire({ acte: "veille-prise", ressource: "attribution", epci, objet: `veille:${id}` });
  });
}

/** The person who took it on gives it back. Throws `veille-inconnue`, `veille-close`, `veille-prise`. */
export function rendreVeille(base: Base, { epci, id }: ASuivre): Promise<void> {
  return base.transaction(async (tx) => {
    await requireOuverte(tx, { epci, id });
    if (!(await tx.veilles.rendre(epci, id))) {
      throw conflit("veille-prise", "Vous ne vous occupez pas, ou plus, de cette demande\u00A0: relisez la liste.");
    }
    await tx.journal.ecrire({ acte: "veille-prise", ressource: "attribution", epci, objet: `veille:${id}:rendue` });
  });
}

/** Closes a follow-up with its issue. Throws `veille-inconnue`, `veille-close`. */
export function cloreVeille(
  base: Base,
  demande: ASuivre & { readonly issue: IssueVeille; readonly aujourdhui: string },
) {
  const { epci, id, issue, aujourdhui } = demande;
  return base.transaction(async (tx) => {
    await requireOuverte(tx, { epci, id });
    await tx.veilles.clore(epci, id, issue, aujourdhui);
    await tx.journal.ecrire({ acte: "veille-close", ressource: "attribution", epci, objet: `veille:${id}:${issue}` });
  });
}

/** Takes back a closing of the day. Throws `veille-inconnue`, `veille-rouverte`. */
export function rouvrirVeille(base: Base, { epci, id, aujourdhui }: ASuivre & { readonly aujourdhui: string }) {
  return base.transaction(async (tx) => {
    await requireSienne(tx, { epci, id });
    if (!(await tx.veilles.rouvrir(epci, id, aujourdhui))) {
      throw conflit(
        "veille-rouverte",
        "Cette veille n’a pas été close aujourd’hui, ou la demande est de nouveau suivie\u00A0: relisez la liste.",
      );
    }
    await tx.journal.ecrire({ acte: "veille-prise", ressource: "attribution", epci, objet: `veille:${id}:rouverte` });
  });
}

async function requireOuverte(tx: Base, veille: ASuivre): Promise<PriseVeille> {
  const prise = await requireSienne(tx, veille);
  if (prise.closeLe !== null) throw conflit("veille-close", "Cette veille est déjà close : relisez la liste.");
  return prise;
}

/** The follow-up must be of the actor's organisation; the EPCI may act on any. */
async function requireSienne(tx: Base, { epci, id }: ASuivre): Promise<PriseVeille> {
  const prise = await tx.veilles.find(epci, id);
  if (prise === null) throw introuvable("veille-inconnue", "Cette demande suivie n’existe pas, ou n’est pas à vous.");
  if (!peutConfier(tx, epci) && !organisationsOf(tx, epci).includes(prise.organisation)) {
    throw interdit("droit-absent", "Cette demande est confiée à un autre organisme.");
  }
  return prise;
}
