import { connexionQueries } from "#acces/sql/connexion/connexion.queries.ts";
import { LIBELLE_ROLE, type RoleHabilite } from "#socle/regles/habilitation/role.ts";
import { addDays } from "#socle/regles/shared/calendrier.ts";
import { type Session, withOwner } from "./session.ts";

/** Second secretary: that of the commission of the second bailleur. */
export const SECRETAIRE_SECOND = "secretaire-cal-second";
/** Who answers for the first bailleur, whose agent only reads its files. */
export const RESPONSABLE_PREMIER = "responsable-bailleur-premier";

/** Accounts that sit in a commission besides their own role, for their own organisation. */
const SIEGENT = ["etat", "agent-epci", "reservataire"] as const satisfies readonly RoleHabilite[];

/** What the living demonstration grants besides one account a role: somebody who holds a second commission, and who sits in both. */
export async function openComptesSuite(session: Session, epci: string): Promise<void> {
  const aujourdhui = session.horloge.aujourdhui();
  await withOwner(session, (sql) =>
    connexionQueries(sql).transaction(async (tx) => {
      const known = async (nom: string) => tx.findCompteByCourriel(`${nom}@demonstration.invalid`);
      const organisationOf = async (nom: string) => {
        const compte = await known(nom);
        const acteur = compte && (await tx.readActeur(compte.id, aujourdhui));
        return acteur?.habilitations[0]?.organisation;
      };
      const grant = async (compte: number, organisation: number | undefined, role: RoleHabilite) => {
        if (organisation === undefined) return;
        await tx.grantFromMachine({
          compte,
          organisation,
          role,
          epci,
          communes: [],
          sensible: false,
          debut: aujourdhui,
          fin: addDays(aujourdhui, 364),
          motif: "Compte fictif du territoire de démonstration",
        });
      };
      for (const nom of SIEGENT) {
        const compte = await known(nom);
        if (compte) await grant(compte.id, await organisationOf(nom), "membre-cal");
      }
      const open = async (nom: string, role: RoleHabilite, collegue: string) => {
        const courriel = `${nom}@demonstration.invalid`;
        const compte = {
          courriel,
          prenom: "Démonstration",
          nom: LIBELLE_ROLE[role],
          demonstration: true,
          invitePour: null,
        };
        const id = (await known(nom))?.id ?? (await tx.createCompte(compte));
        await grant(id, await organisationOf(collegue), role);
      };
      await open(SECRETAIRE_SECOND, "secretaire-cal", "responsable-bailleur");
      await open(RESPONSABLE_PREMIER, "responsable-bailleur", "agent-bailleur");
    }),
  );
}
