import type { MenageRegistre } from "#dossier/lectures/registre/ports.ts";
import { LIBELLE_MODE, LIBELLE_MOTIF_DEMANDE, LIBELLE_QUALITE } from "#dossier/regles/libelles-reponses.ts";
import { MODES_LOGEMENT } from "#dossier/regles/reponses.ts";
import { LIBELLE_NATURE_DEMANDE, LIBELLE_QUARTILE_DEMANDE } from "#observatoire/regles/registre/registre.ts";
import { formatCompte, formatEuros, formatJour, INCONNU } from "#socle/regles/shared/format.ts";
import type { FicheLue } from "../../lectures/registre/lire-fiche.ts";
import { sayJour, sayPersonnes } from "./mots.tsx";

type Props = { readonly lue: FicheLue };

function Definitions({ faits }: { faits: readonly (readonly [string, string])[] }) {
  return (
    <dl>
      {faits.map(([titre, valeur]) => (
        <>
          <dt>{titre}</dt>
          <dd>{valeur}</dd>
        </>
      ))}
    </dl>
  );
}

export function Identite({ lue: { fiche } }: Props) {
  const { identite: qui } = fiche;
  const nom = [qui.prenom, qui.nom].filter((one) => one !== null).join(" ");
  const accords = [qui.accordCourriel ? "courriel" : null, qui.accordSms ? "SMS" : null].filter((one) => one !== null);
  return (
    <section>
      <h2>Identité</h2>
      <Definitions
        faits={[
          ["Nom", nom === "" ? INCONNU : nom],
          ...(qui.nomUsage === null ? [] : [["Nom d’usage", qui.nomUsage] as const]),
          ["Naissance", sayJour(qui.naissance)],
          ["Téléphone", qui.telephone ?? INCONNU],
          ["Courriel", qui.courriel ?? INCONNU],
          ["Adresse où écrire", qui.adresse ?? "inconnue"],
          ["Accepte d’être prévenu par", accords.length === 0 ? "aucun message" : accords.join(" et ")],
        ]}
      />
    </section>
  );
}

export function Menage({ lue: { menage, personnes, communes } }: Props) {
  return (
    <section>
      <h2>Ménage et souhaits</h2>
      {menage === null ? <p>Rien n’est encore écrit du ménage.</p> : <Definitions faits={faitsOf(menage, communes)} />}
      {personnes.length === 0 ? null : (
        <ul>
          {personnes.map(({ qualite, nom, prenom, naissance }) => (
            <li>
              {LIBELLE_QUALITE[qualite]} : {[prenom, nom].filter((one) => one !== null).join(" ") || "nom inconnu"},{" "}
              {naissance === null ? "naissance inconnue" : `né(e) le ${formatJour(naissance)}`}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function faitsOf(menage: MenageRegistre, communes: readonly string[]): readonly (readonly [string, string])[] {
  return [
    ["Ménage", sayPersonnes(menage.personnes)],
    ["Revenus du mois", sayEuros(menage.revenuMensuel)],
    ["Quartile de ressources", LIBELLE_QUARTILE_DEMANDE[menage.quartile]],
    ["Revenu fiscal de référence", sayEuros(menage.rfr)],
    ["Nature", LIBELLE_NATURE_DEMANDE[menage.nature]],
    ["Logement actuel", sayMode(menage.logementActuel)],
    ["Motif de la demande", sayMotif(menage.motif)],
    ["Cherche", menage.typologie ?? INCONNU],
    ["Pièces nécessaires", menage.piecesMin === null ? "inconnues" : formatCompte(menage.piecesMin, "pièce")],
    ["Communes souhaitées, dans l’ordre", communes.join(", ") || "aucune commune"],
    ["Accepte d’autres communes", menage.elargir === null ? INCONNU : menage.elargir ? "oui" : "non"],
    ["Action Logement", menage.actionLogement],
    ["Public prioritaire déclaré", menage.priorite],
  ];
}

function sayEuros(euros: number | null): string {
  return euros === null ? INCONNU : formatEuros(euros);
}

function sayMode(code: string | null): string {
  const mode = MODES_LOGEMENT.find((one) => one === code);
  return mode === undefined ? INCONNU : LIBELLE_MODE[mode];
}

function sayMotif(code: string | null): string {
  return code === null ? INCONNU : (LIBELLE_MOTIF_DEMANDE[code] ?? `motif ${code}`);
}

const REPONSE = { acceptee: "acceptée", refusee: "refusée", "sans-reponse": "sans réponse" } as const;

export function Propositions({ lue: { propositions } }: Props) {
  return (
    <section>
      <h2>Propositions</h2>
      {propositions.length === 0 ? (
        <p>Aucune proposition qui vous soit ouverte.</p>
      ) : (
        <ul>
          {propositions.map((one) => (
            <li>
              {formatJour(one.proposeeLe)}, {one.nomOrganisation} : {one.logement} (
              {one.reponse === null ? `à répondre avant le ${formatJour(one.repondreAvant)}` : REPONSE[one.reponse]})
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

export function Messages({ lue: { messages } }: Props) {
  return (
    <section>
      <h2>Messages</h2>
      {messages.length === 0 ? (
        <p>Aucun message.</p>
      ) : (
        <ul>
          {messages.map((one) => (
            <li>
              {formatJour(one.ecritLe)},{" "}
              {one.auteur === "organisme" ? (one.nomOrganisation ?? "organisme") : "le demandeur"} : {one.texte}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

export function Evenements({ lue: { evenements } }: Props) {
  return (
    <section>
      <h2>Ce qui s’est passé</h2>
      {evenements.length === 0 ? (
        <p>Aucun évènement n’est encore écrit.</p>
      ) : (
        <ol>
          {evenements.map(({ le, phrase, nomOrganisation, auteur }) => (
            <li>
              {formatJour(le)} : {phrase}{" "}
              <small>
                (
                {auteur === "systeme"
                  ? "délai"
                  : auteur === "organisme"
                    ? (nomOrganisation ?? "organisme")
                    : "demandeur"}
                )
              </small>
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}
