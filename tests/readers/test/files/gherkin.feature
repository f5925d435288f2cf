# carpaccio:w-1:S2
Feature: =1+2

  Scenario: Given 3, then "Paid"
    Given 3
    Then "Paid"

  Scenario: @all are told
    * @all are told
