// What only the form for a report needs: its kinds while typing, and its steps without reloading.
import "./kinds.js";
import "./steps.js";
