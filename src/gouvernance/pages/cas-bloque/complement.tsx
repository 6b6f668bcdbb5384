import { type EtatFormulaire, TexteLong } from "#socle/pages/design/formulaire.tsx";
import { LIMITE_COMPLEMENT } from "../../lectures/cas-bloque/ports.ts";

/** The only free text, with the box that confirms its warnings. */
export function Complement({ etat, libelle, aRelire }: { etat: EtatFormulaire; libelle: string; aRelire: boolean }) {
  return (
    <>
      <TexteLong
        etat={etat}
        nom="complement"
        libelle={libelle}
        aide={`Une phrase, ${LIMITE_COMPLEMENT} caractères au plus, relue par la machine : ni nom, ni adresse, ni santé, ni origine, ni jugement.`}
        lignes={3}
        limite={LIMITE_COMPLEMENT}
      />
      {aRelire ? (
        <label class="case">
          <input type="checkbox" name="relu" value="oui" />
          J’ai relu ce texte : il ne dit rien qui désigne quelqu’un, je le garde.
        </label>
      ) : null}
    </>
  );
}
