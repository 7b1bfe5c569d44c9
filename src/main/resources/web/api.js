import { $, say } from './page.js';
import { t } from './words.js';

/* The API's file as a page. It is read there and not tried: a number that is taken is taken. */

const shown = globalThis.SwaggerUIBundle;
if (shown) {
  shown({
    url: '/api/openapi.yaml',
    domNode: $('#api'),
    // A link inside a button cannot be reached by a screen reader.
    deepLinking: false,
    defaultModelsExpandDepth: -1,
    docExpansion: 'list',
    supportedSubmitMethods: [],
    validatorUrl: null,
    onComplete: () => {
      $('#gone').hidden = true;
    },
    onFailure: lost,
  });
} else {
  lost();
}

function lost() {
  say($('#gone'), t('api.lost'));
}
