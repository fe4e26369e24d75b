// Leads on to the new address of a page, with the fragment that was asked for, which a refresh would lose. The page itself has a
// refresh for browsers without scripts, behind this: the way that is taken first holds.
"use strict";
location.replace(document.currentScript.dataset.to + location.hash);
