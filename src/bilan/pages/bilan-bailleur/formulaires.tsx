import { type Contingent, LIBELLE_CONTINGENT } from "#droit/regles/attribution/attribution.ts";
import { hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { formatCompte } from "#socle/regles/shared/format.ts";
import type { FicheBilanBailleur } from "../../lectures/bilan-bailleur/fiche.ts";

export type SaisieBilan = {
  readonly commentaire: string;
  readonly precisions: readonly { readonly contingent: string; readonly partenaire: string; readonly nombre: string }[];
};

type Props = {
  readonly fiche: FicheBilanBailleur;
  readonly responsable: boolean;
  readonly saisie: SaisieBilan | null;
  readonly aRelire: boolean;
};

const LIGNES_LIBRES = 3;

/** For the person in charge of the bailleur, until the version is signed. */
export function FormulairesBilan({ fiche, responsable, saisie, aRelire }: Props) {
  const { version } = fiche;
  if (!responsable || version.signeLe !== null) return null;
  const lien = (acte: string) => hrefTerritoire(version.epci, `bilans-bailleurs/${version.id}/${acte}`);
  return (
    <>
      <h2>Commenter et préciser</h2>
      <form method="post" action={lien("commentaire")}>
        <label for="commentaire">Commentaire sur ces chiffres</label>
        <textarea id="commentaire" name="commentaire" rows={5} maxlength={4000}>
          {saisie?.commentaire ?? version.commentaire ?? ""}
        </textarea>
        <p class="aide">
          Un commentaire parle de chiffres, jamais d’une personne : ni santé, ni origine, ni opinion, ni jugement.
        </p>
        <Precisions fiche={fiche} saisie={saisie} />
        {aRelire ? (
          <label class="case">
            <input type="checkbox" name="relu" value="oui" />
            J’ai relu ce texte : il ne dit rien d’une personne, je le garde.
          </label>
        ) : null}
        <button class="bouton second" type="submit">
          Enregistrer le commentaire
        </button>
      </form>
      <h2>Vérifier et signer</h2>
      <form method="post" action={lien("signature")}>
        <input type="hidden" name="empreinte" value={version.empreinte} />
        <p>
          La signature engage {version.nomOrganisation}. La version signée ne change plus : une erreur se corrige par
          une nouvelle version, et les deux restent lisibles.
        </p>
        <label class="case">
          <input type="checkbox" name="verifie" value="oui" />
          J’ai vérifié ces chiffres
        </label>
        <button class="bouton" type="submit">
          Signer ce bilan
        </button>
      </form>
    </>
  );
}

function Precisions({ fiche, saisie }: Pick<Props, "fiche" | "saisie">) {
  const { figures, precisions } = fiche.version;
  const kept = precisions.map((precision) => ({ ...precision, nombre: String(precision.nombre) }));
  const rows = saisie?.precisions ?? kept;
  const contingents = [...new Set(figures.origines.map(({ contingent }) => contingent))];
  // « AUTRES » is the contingent on which the SNE tells least.
  const empty = Array.from({ length: LIGNES_LIBRES }, () => ({ contingent: "AUTRES", partenaire: "", nombre: "" }));
  const baux = (contingent: Contingent) =>
    figures.origines.reduce((total, ligne) => total + (ligne.contingent === contingent ? ligne.total : 0), 0);
  return (
    <fieldset>
      <legend>Qui a orienté ces demandeurs ?</legend>
      <p class="aide">
        Le SNE ne distingue pas l’hôpital des « autres réservataires ». Précisez-le si vous le savez ; laissez vide
        sinon. Le total d’un contingent ne peut pas dépasser ses baux.
      </p>
      {[...rows, ...empty].map((row, rang) => (
        <div class="ligne">
          <div>
            <label for={`contingent-${rang}`}>Contingent {rang + 1}</label>
            <select id={`contingent-${rang}`} name={`contingent-${rang}`}>
              {contingents.map((contingent) => (
                <option value={contingent} selected={contingent === row.contingent}>
                  {LIBELLE_CONTINGENT[contingent]} ({formatCompte(baux(contingent), "bail", "baux")})
                </option>
              ))}
            </select>
          </div>
          <div>
            <label for={`partenaire-${rang}`}>Partenaire {rang + 1}</label>
            <input id={`partenaire-${rang}`} name={`partenaire-${rang}`} maxlength={100} value={row.partenaire} />
          </div>
          <div>
            <label for={`nombre-${rang}`}>Demandeurs {rang + 1}</label>
            <input id={`nombre-${rang}`} name={`nombre-${rang}`} inputmode="numeric" size={6} value={row.nombre} />
          </div>
        </div>
      ))}
    </fieldset>
  );
}
